// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.Version;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.resource.Capability;
import org.osgi.resource.Requirement;
import org.osgi.resource.Resource;
import org.osgi.resource.Wiring;
import org.osgi.service.resolver.HostedCapability;
import org.osgi.service.resolver.ResolveContext;

/**
 * Everything that shall run, for the resolver (OSGi Core 8, §58): resolved as one set each time, so that the outcome
 * never depends on the order of installs. Requirements with {@code effective:=tenon} count here, though the framework
 * ignores them: devices and models come from the machine, plugins from the set or from what the marketplace offers.
 */
final class DesiredSet extends ResolveContext {
    /** The effective value of requirements that the resolver alone reads. */
    static final String EFFECTIVE = "tenon";

    private final List<Resource> wanted;
    private final List<Resource> offered;
    private final Set<Requirement> excused;

    /**
     * Makes a set.
     *
     * @param wanted what must run; providers among them are preferred
     * @param offered what may be added where something wanted needs it, best first
     * @param excused requirements that do not count
     */
    DesiredSet(
            Collection<? extends Resource> wanted,
            Collection<? extends Resource> offered,
            Collection<Requirement> excused) {
        this.wanted = List.copyOf(wanted);
        this.offered = List.copyOf(offered);
        this.excused = Set.copyOf(excused);
    }

    /**
     * Returns what is amiss in a set already: requirements that nobody of it meets. They must not keep the operator from
     * changing something else.
     */
    static List<Requirement> unmet(Collection<? extends Resource> running) {
        DesiredSet set = new DesiredSet(running, List.of(), List.of());
        return running.stream()
                .flatMap(resource -> resource.getRequirements(null).stream())
                .filter(set::isEffective)
                .filter(requirement -> set.findProviders(requirement).isEmpty())
                .toList();
    }

    @Override
    public Collection<Resource> getMandatoryResources() {
        return wanted;
    }

    @Override
    public List<Capability> findProviders(Requirement requirement) {
        List<Capability> providers = new ArrayList<>();
        for (List<Resource> rank : List.of(wanted, offered)) {
            List<Capability> found = new ArrayList<>();
            for (Resource resource : rank) {
                resource.getCapabilities(requirement.getNamespace()).stream()
                        .filter(capability -> matches(requirement, capability))
                        .forEach(found::add);
            }
            found.sort((a, b) -> version(b).compareTo(version(a)));
            providers.addAll(found);
        }
        return providers;
    }

    @Override
    public int insertHostedCapability(List<Capability> capabilities, HostedCapability hosted) {
        capabilities.add(hosted);
        return capabilities.size() - 1;
    }

    @Override
    public boolean isEffective(Requirement requirement) {
        if (excused.contains(requirement)) {
            return false;
        }
        String effective = requirement.getDirectives().get(Constants.EFFECTIVE_DIRECTIVE);
        return effective == null || effective.equals(Constants.EFFECTIVE_RESOLVE) || effective.equals(EFFECTIVE);
    }

    @Override
    public Map<Resource, Wiring> getWirings() {
        return Map.of();
    }

    /** Says whether a capability meets a requirement: filter and mandatory attributes (OSGi Core 8, §3.7.6). */
    static boolean matches(Requirement requirement, Capability capability) {
        String filter = requirement.getDirectives().get(Constants.FILTER_DIRECTIVE);
        String mandatory = capability.getDirectives().get(Constants.MANDATORY_DIRECTIVE);
        if (mandatory != null) {
            for (String attribute : mandatory.split(",")) {
                if (filter == null || !filter.contains("(" + attribute.strip() + "=")) {
                    return false;
                }
            }
        }
        if (filter == null) {
            return true;
        }
        try {
            return FrameworkUtil.createFilter(filter).matches(capability.getAttributes());
        } catch (InvalidSyntaxException e) {
            return false;
        }
    }

    private static Version version(Capability capability) {
        Object version = capability.getAttributes().get(PackageNamespace.CAPABILITY_VERSION_ATTRIBUTE);
        return version instanceof Version v ? v : Version.emptyVersion;
    }
}
