// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.catalog.format.Release;
import dev.tenon.trust.VerifiedIndex;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The marketplace's releases, found by plugin and by what they provide: what takes a walk over all of them is done once
 * for each index that was fetched. Thread-safe.
 */
final class Catalogue {
    private final VerifiedIndex.Snapshot snapshot;
    private final Map<String, List<Release>> releases = new TreeMap<>();
    private @Nullable CapabilityIndex capabilities;

    Catalogue(VerifiedIndex.Snapshot snapshot) {
        this.snapshot = snapshot;
        snapshot.index().releases().forEach(release -> releases.computeIfAbsent(release.id(), id -> new ArrayList<>())
                .add(release));
        releases.values().forEach(ofOne -> ofOne.sort(Releases.NEWEST_FIRST));
    }

    /** Returns what it was made from. */
    VerifiedIndex.Snapshot snapshot() {
        return snapshot;
    }

    Set<String> ids() {
        return releases.keySet();
    }

    /** Returns a plugin's releases, newest first; empty if none is offered. */
    List<Release> releases(String id) {
        return releases.getOrDefault(id, List.of());
    }

    /** Returns the newest release of a plugin. */
    Optional<Release> newest(String id) {
        return releases(id).stream().findFirst();
    }

    /** Returns the newest release of each plugin, by id. */
    Collection<Release> newest() {
        return releases.values().stream().map(ofOne -> ofOne.get(0)).toList();
    }

    /** Returns a release by its plugin and digest. */
    Optional<Release> release(String id, String sha256) {
        return releases(id).stream()
                .filter(release -> release.sha256().equals(sha256))
                .findFirst();
    }

    /** Returns what a set may be completed from: the releases of some plugins. */
    Offered offered(Predicate<String> mayAdd) {
        return new Offered(
                capabilities(),
                resource -> resource instanceof OfferedResource offered
                        && mayAdd.test(offered.release().id())
                        && ReleaseRules.problem(resource).isEmpty());
    }

    /** Returns what all releases provide, newest first. */
    synchronized CapabilityIndex capabilities() {
        if (capabilities == null) {
            capabilities = new CapabilityIndex(snapshot.index().releases().stream()
                    .sorted(Releases.NEWEST_FIRST)
                    .map(OfferedResource::new)
                    .toList());
        }
        return capabilities;
    }
}
