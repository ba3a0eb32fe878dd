// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.admin.AdminException;
import dev.tenon.admin.AdminException.Reason;
import dev.tenon.admin.Change;
import dev.tenon.admin.Generations.Lock;
import dev.tenon.catalog.format.FormatException;
import dev.tenon.catalog.format.Json;
import dev.tenon.generation.Member;
import dev.tenon.plugins.Draft.Addition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Drafts the change that makes the plugins those of a lock file: all of them, or a refusal that names each obstacle. */
final class LockFile {
    static final int FORMAT = 1;

    private final Platform platform;
    private final MarketView market;

    LockFile(Platform platform, MarketView market) {
        this.platform = platform;
        this.market = market;
    }

    Draft draft(Change change) {
        Lock lock = read(change.plugin());
        Map<String, Member> left = new TreeMap<>(platform.plugins());
        List<Addition> additions = new ArrayList<>();
        List<Member> removals = new ArrayList<>();
        List<String> obstacles = new ArrayList<>();
        for (Lock.Plugin plugin : lock.plugins()) {
            Member now = left.remove(plugin.id());
            if (now == null || !now.sha256().equals(plugin.sha256())) {
                Optional<Addition> addition = addition(plugin);
                addition.ifPresentOrElse(additions::add, () -> obstacles.add(obstacle(plugin, now)));
                if (addition.isPresent() && now != null) {
                    removals.add(now);
                }
            }
        }
        if (!obstacles.isEmpty()) {
            throw new AdminException(Reason.UNRESOLVABLE, "nothing was changed, for " + String.join("; ", obstacles));
        }
        left.values().stream()
                .filter(member -> member.origin() != Member.Origin.DISTRIBUTION)
                .forEach(removals::add);
        if (additions.isEmpty() && removals.isEmpty()) {
            throw new AdminException(Reason.NO_CHANGE, "the plugins are those of " + change.plugin() + " already");
        }
        return new Draft(change, additions, removals);
    }

    private static Lock read(String file) {
        try {
            Lock lock = Json.read(Files.readString(Path.of(file)), Lock.class);
            if (lock.format() != FORMAT) {
                throw new AdminException(
                        Reason.BAD_REQUEST, file + " has format " + lock.format() + "; this Tenon reads " + FORMAT);
            }
            return lock;
        } catch (InvalidPathException | FormatException e) {
            throw new AdminException(
                    Reason.BAD_REQUEST, file + " is no lock file: ./tenon plugin export writes one", e);
        } catch (IOException e) {
            throw new AdminException(Reason.UNKNOWN, file + " cannot be read on the host's machine", e);
        }
    }

    private Optional<Addition> addition(Lock.Plugin plugin) {
        Optional<Member> brought =
                platform.brought(plugin.id()).filter(member -> member.sha256().equals(plugin.sha256()));
        if (brought.isPresent()) {
            return brought.map(
                    member -> new Addition(member, List.of(), 0, Optional.empty(), Draft.Voucher.DISTRIBUTION));
        }
        Optional<Addition> offered = market.last().flatMap(catalogue -> catalogue
                .release(plugin.id(), plugin.sha256())
                .filter(release -> release.version().equals(plugin.version()))
                .map(release -> Addition.of(release, catalogue.snapshot())));
        boolean file = plugin.source().equals("file");
        return offered.or(() -> file && platform.content().has(plugin.sha256())
                ? Optional.of(new Addition(
                        new Member(
                                plugin.id(), plugin.version(), plugin.sha256(), plugin.bytes(), Member.Origin.FILE, ""),
                        List.of(),
                        0,
                        Optional.empty(),
                        Draft.Voucher.FILE))
                : Optional.empty());
    }

    private String obstacle(Lock.Plugin plugin, @org.jspecify.annotations.Nullable Member now) {
        String name = plugin.id() + " " + plugin.version();
        if (plugin.source().equals("distribution")) {
            return name + " came with another distribution"
                    + (now == null ? "" : " than this one, which has " + now.version());
        }
        if (plugin.source().equals("file")) {
            return name + " was installed from a file, which must be installed here first, --unsigned";
        }
        boolean other = market.last().stream()
                .flatMap(catalogue -> catalogue.releases(plugin.id()).stream())
                .anyMatch(release -> release.version().equals(plugin.version()));
        return other
                ? name + " has other bytes in the marketplace that this host trusts"
                : name + " is not offered by the marketplace that this host trusts";
    }
}
