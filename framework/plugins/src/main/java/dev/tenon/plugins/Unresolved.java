// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.Constants;
import org.osgi.resource.Capability;
import org.osgi.resource.Requirement;
import org.osgi.resource.Resource;

/**
 * Says why a set does not resolve in terms of the operator: which requirement nobody meets and who asked for it, not
 * what the resolver tried.
 */
final class Unresolved {
    private static final Map<String, String> WHAT_TO_DO = Map.of(
            "tenon.model", "add one first: ./tenon model list shows which there are, ./tenon model add NAME",
            "tenon.device", "./tenon device list shows what this machine has",
            "tenon.backend", "./tenon plugin search backend shows which there are",
            "tenon.host", "this host offers API 1.0.0: take another release of the plugin, or another Tenon",
            "osgi.ee", "start Tenon with a newer Java",
            "osgi.wiring.package", "its author must embed the package or use one that the platform offers");

    private Unresolved() {}

    /** Returns one line, or empty if each requirement has a provider and the reason lies deeper. */
    static Optional<String> explain(Resource resource, DesiredSet set) {
        return missing(resource, set, new HashSet<>()).map(Unresolved::line);
    }

    private static Optional<Requirement> missing(Resource resource, DesiredSet set, Set<Resource> seen) {
        if (!seen.add(resource)) {
            return Optional.empty();
        }
        for (Requirement requirement : resource.getRequirements(null)) {
            boolean optional = Constants.RESOLUTION_OPTIONAL.equals(
                    requirement.getDirectives().get(Constants.RESOLUTION_DIRECTIVE));
            if (optional || !set.isEffective(requirement)) {
                continue;
            }
            List<Capability> providers = set.findProviders(requirement);
            if (providers.isEmpty()) {
                return Optional.of(requirement);
            }
            Optional<Requirement> deeper = missing(providers.get(0).getResource(), set, seen);
            if (deeper.isPresent()) {
                return deeper;
            }
        }
        return Optional.empty();
    }

    private static String line(Requirement requirement) {
        String filter = requirement.getDirectives().getOrDefault(Constants.FILTER_DIRECTIVE, "");
        String advice = WHAT_TO_DO.get(requirement.getNamespace());
        return Manifests.label(requirement.getResource()) + " requires " + requirement.getNamespace()
                + (filter.isEmpty() ? "" : " " + filter) + ", which nobody here provides"
                + (advice == null ? "" : "; " + advice);
    }
}
