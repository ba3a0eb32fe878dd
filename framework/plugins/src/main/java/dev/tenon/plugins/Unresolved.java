// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.catalog.format.PluginIds;
import dev.tenon.plugins.FilterTree.Named;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Constants;
import org.osgi.resource.Capability;
import org.osgi.resource.Requirement;
import org.osgi.resource.Resource;

/**
 * Says why a set does not resolve in terms of the operator: which requirement nobody meets and who asked for it, what
 * there is of it in other versions, and what to do; not what the resolver tried.
 */
final class Unresolved {
    static final Map<String, String> WHAT_TO_DO = Map.of(
            "tenon.model", "add one first: ./tenon model list shows which there are, ./tenon model add NAME",
            "tenon.device", "./tenon device list shows what this machine has",
            "tenon.backend", "./tenon plugin search backend shows which there are",
            "tenon.host", "this host offers API 1.0.0: take another release of the plugin, or another Tenon",
            "osgi.ee", "start Tenon with a newer Java",
            "osgi.wiring.package", "its author must embed the package or use one that the platform offers");

    private static final Map<String, String> WORDS = Map.of(
            "osgi.wiring.package",
            "",
            "osgi.wiring.bundle",
            "the bundle ",
            "osgi.wiring.host",
            "the bundle ",
            Manifests.PLUGIN,
            "the plugin ");

    private final DesiredSet set;
    private final CapabilityIndex catalogue;

    /**
     * Makes it.
     *
     * @param set that does not resolve
     * @param catalogue what all releases of the marketplace provide, newest first, also those that the set must not have
     */
    Unresolved(DesiredSet set, CapabilityIndex catalogue) {
        this.set = set;
        this.catalogue = catalogue;
    }

    /** Returns one line, or empty if each requirement has a provider and the reason lies deeper. */
    Optional<String> explain(Resource resource) {
        return missing(resource, new HashSet<>()).map(this::line);
    }

    private Optional<Requirement> missing(Resource resource, Set<Resource> seen) {
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
            Optional<Requirement> deeper = missing(providers.get(0).getResource(), seen);
            if (deeper.isPresent()) {
                return deeper;
            }
        }
        return Optional.empty();
    }

    private String line(Requirement requirement) {
        String namespace = requirement.getNamespace();
        Optional<Named> named = Match.named(requirement).filter(n -> WORDS.containsKey(namespace));
        String filter = requirement.getDirectives().getOrDefault(Constants.FILTER_DIRECTIVE, "");
        String asks = Manifests.label(requirement.getResource()) + " requires "
                + named.map(n -> WORDS.get(namespace) + n)
                        .orElseGet(() -> namespace + (filter.isEmpty() ? "" : " " + filter));
        String known = named.map(n -> known(requirement, n)).orElse("");
        if (!known.isEmpty()) {
            return asks + known;
        }
        String advice =
                namespace.equals(ModelNeeds.NAMESPACE) && Match.of(requirement).asserts(VariantOrder.OF)
                        ? "variants of a model come and go with the plugin that stands for it: ./tenon plugin remove "
                                + PluginIds.shortName(id(requirement.getResource()))
                        : WHAT_TO_DO.get(namespace);
        return asks + ", which nobody here provides" + (advice == null ? "" : "; " + advice);
    }

    private static String id(Resource resource) {
        return Manifests.label(resource).split(" ", 2)[0];
    }

    /** Returns which versions of what is asked for there are, here and in the marketplace; empty if none. */
    private String known(Requirement requirement, Named named) {
        String here = versions(set.here(requirement.getNamespace()), named);
        Optional<OfferedResource> fits = catalogue.meeting(Match.of(requirement)).stream()
                .map(Capability::getResource)
                .filter(OfferedResource.class::isInstance)
                .map(OfferedResource.class::cast)
                .findFirst();
        String offered = versions(catalogue.of(requirement.getNamespace(), named.name()), named);
        StringBuilder text = new StringBuilder(here.isEmpty() ? "" : "; this host offers " + here);
        if (fits.isPresent()) {
            text.append("; the marketplace offers it in ")
                    .append(fits.get())
                    .append(": ./tenon plugin ")
                    .append(runs(fits.get()) ? "update " : "install ")
                    .append(PluginIds.shortName(fits.get().release().id()))
                    .append(" comes first");
        } else if (!offered.isEmpty()) {
            text.append("; the marketplace offers ").append(offered).append(", which is not in that range");
        }
        return text.toString();
    }

    private boolean runs(OfferedResource release) {
        return set.here(Manifests.PLUGIN)
                .anyMatch(plugin ->
                        release.release().id().equals(plugin.getAttributes().get(Manifests.PLUGIN)));
    }

    private static String versions(Stream<Capability> capabilities, Named named) {
        return capabilities
                .filter(capability ->
                        named.name().equals(capability.getAttributes().get(capability.getNamespace())))
                .map(Unresolved::version)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static String version(Capability capability) {
        Object own = capability.getAttributes().get(Match.versionAttribute(capability.getNamespace()));
        return own == null ? Manifests.version(capability.getResource()) : own.toString();
    }
}
