// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.osgi.resource.Capability;
import org.osgi.resource.Resource;

/**
 * The capabilities of many resources, found by namespace and name without a look at all of them; a capability's name is
 * its attribute that is called as its namespace is. Keeps the order of the resources. Immutable.
 */
final class CapabilityIndex {
    private record Name(String namespace, String value) {}

    private final Map<String, List<Capability>> all = new HashMap<>();
    private final Map<Name, List<Capability>> named = new HashMap<>();
    /** Those whose name is absent, or several. */
    private final Map<String, List<Capability>> other = new HashMap<>();

    CapabilityIndex(Collection<? extends Resource> resources) {
        resources.forEach(resource -> resource.getCapabilities(null).forEach(this::add));
    }

    private void add(Capability capability) {
        String namespace = capability.getNamespace();
        all.computeIfAbsent(namespace, key -> new ArrayList<>()).add(capability);
        if (capability.getAttributes().get(namespace) instanceof String name) {
            named.computeIfAbsent(new Name(namespace, name), key -> new ArrayList<>())
                    .add(capability);
        } else {
            other.computeIfAbsent(namespace, key -> new ArrayList<>()).add(capability);
        }
    }

    /** Returns all of a namespace. */
    Stream<Capability> of(String namespace) {
        return all.getOrDefault(namespace, List.of()).stream();
    }

    /** Returns all of a namespace that bear a name. */
    Stream<Capability> of(String namespace, String name) {
        return named.getOrDefault(new Name(namespace, name), List.of()).stream();
    }

    /** Returns those that meet what is asked for, in a list of the caller's own. */
    List<Capability> meeting(Match match) {
        List<Capability> meeting = new ArrayList<>();
        String namespace = match.namespace();
        if (match.name().isPresent()) {
            addMeeting(named.getOrDefault(new Name(namespace, match.name().get()), List.of()), match, meeting);
            addMeeting(other.getOrDefault(namespace, List.of()), match, meeting);
        } else {
            addMeeting(all.getOrDefault(namespace, List.of()), match, meeting);
        }
        return meeting;
    }

    private static void addMeeting(List<Capability> candidates, Match match, List<Capability> to) {
        for (Capability candidate : candidates) {
            if (match.by(candidate)) {
                to.add(candidate);
            }
        }
    }
}
