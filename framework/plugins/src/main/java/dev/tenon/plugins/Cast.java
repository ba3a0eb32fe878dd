// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.Constants;
import org.osgi.resource.Requirement;
import org.osgi.resource.Resource;

/**
 * Who plays along in a worker's container: what the leads (in a rehearsal, the release) require, what that requires, and
 * so on. Services count as packages do, so far as manifests tell (bnd writes {@code osgi.service} requirements for
 * references that must be there). What is optional stays away, and with it what only the whole host has: its HTTP server,
 * console, gateways and models.
 */
final class Cast {
    private final List<Resource> planned;
    private final Set<Resource> cast = new LinkedHashSet<>();
    private final Deque<Resource> open = new ArrayDeque<>();

    private Cast(Collection<? extends Resource> planned) {
        this.planned = List.copyOf(planned);
    }

    /**
     * Finds them.
     *
     * @param leads who play in any case
     * @param planned all that shall run; of several that meet a requirement, one that plays already is taken, else the
     *     first
     * @return the leads and what they need, in the order of {@code planned}
     */
    static List<Resource> of(Collection<? extends Resource> leads, Collection<? extends Resource> planned) {
        Cast all = new Cast(planned);
        leads.forEach(all::take);
        while (!all.open.isEmpty()) {
            all.open.remove().getRequirements(null).stream()
                    .filter(Cast::isMandatory)
                    .forEach(requirement -> all.provider(requirement).ifPresent(all::take));
        }
        return all.planned.stream().filter(all.cast::contains).toList();
    }

    private void take(Resource resource) {
        if (cast.add(resource)) {
            open.add(resource);
        }
    }

    private static boolean isMandatory(Requirement requirement) {
        return !Constants.RESOLUTION_OPTIONAL.equals(requirement.getDirectives().get(Constants.RESOLUTION_DIRECTIVE));
    }

    private Optional<Resource> provider(Requirement requirement) {
        List<Resource> able = planned.stream()
                .filter(resource -> resource.getCapabilities(requirement.getNamespace()).stream()
                        .anyMatch(capability -> DesiredSet.matches(requirement, capability)))
                .toList();
        return able.stream().filter(cast::contains).findFirst().or(() -> able.stream()
                .findFirst());
    }
}
