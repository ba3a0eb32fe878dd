// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.resource.Capability;
import org.osgi.resource.Requirement;
import org.osgi.resource.Resource;
import org.osgi.resource.Wire;
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

    /** How many providers of one requirement are weighed. */
    static final int MOST_PROVIDERS = 20;

    private final List<Resource> wanted;
    private final CapabilityIndex here;
    private final Offered offered;
    private final Set<Requirement> excused;
    private final Map<Resource, Map<Requirement, Capability>> wires = new ConcurrentHashMap<>();
    private volatile boolean cancelled;
    private volatile Runnable onCancel = () -> {};

    /**
     * Makes a set.
     *
     * @param wanted what must run; providers among them are preferred
     * @param offered what may be added where something wanted needs it
     * @param excused requirements that do not count
     */
    DesiredSet(Collection<? extends Resource> wanted, Offered offered, Collection<Requirement> excused) {
        this.wanted = List.copyOf(wanted);
        this.offered = offered;
        here = new CapabilityIndex(wanted);
        this.excused = Set.copyOf(excused);
    }

    /**
     * Returns what is amiss in a set already: requirements that nobody of it meets. They must not keep the operator from
     * changing something else.
     */
    static List<Requirement> unmet(Collection<? extends Resource> running) {
        DesiredSet set = new DesiredSet(running, Offered.NOTHING, List.of());
        return running.stream()
                .flatMap(resource -> resource.getRequirements(null).stream())
                .filter(set::isEffective)
                .filter(requirement -> !set.meets(requirement))
                .toList();
    }

    /** Says whether something among what must run meets a requirement. */
    boolean meets(Requirement requirement) {
        return !here.meeting(Match.of(requirement)).isEmpty();
    }

    @Override
    public Collection<Resource> getMandatoryResources() {
        return wanted;
    }

    /** {@inheritDoc} The one in use comes first, then those of what is wanted, newest first, of a model's variants the best; at most {@value #MOST_PROVIDERS}. */
    @Override
    public List<Capability> findProviders(Requirement requirement) {
        if (cancelled) {
            throw new CancellationException();
        }
        Match match = Match.of(requirement);
        Capability wired = wired(requirement);
        Comparator<Capability> bestFirst = Comparator.comparing((Capability capability) -> !capability.equals(wired))
                .thenComparing(DesiredSet::version, Comparator.reverseOrder())
                .thenComparing(VariantOrder.BEST_FIRST);
        List<Capability> providers = here.meeting(match); // the resolver adds to it
        providers.sort(bestFirst);
        List<Capability> more = offered.meeting(match);
        more.removeIf(capability -> !VariantOrder.mayBring(capability, match));
        more.sort(bestFirst);
        providers.addAll(more);
        if (providers.size() > MOST_PROVIDERS) {
            providers.subList(MOST_PROVIDERS, providers.size()).clear();
        }
        return providers;
    }

    /** Ends the search for a solution, whoever runs it; harmless afterwards. */
    void cancel() {
        cancelled = true;
        onCancel.run();
    }

    @Override
    public void onCancel(Runnable callback) {
        onCancel = callback;
        if (cancelled) {
            callback.run();
        }
    }

    /** Returns all capabilities of a namespace among what must run. */
    Stream<Capability> here(String namespace) {
        return here.of(namespace);
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

    /** Says whether a capability meets a requirement. */
    static boolean matches(Requirement requirement, Capability capability) {
        return Match.of(requirement).by(capability);
    }

    /** Returns who meets a requirement of a running bundle now. */
    private @Nullable Capability wired(Requirement requirement) {
        return wires.computeIfAbsent(requirement.getResource(), DesiredSet::wires)
                .get(requirement);
    }

    private static Map<Requirement, Capability> wires(Resource resource) {
        if (!(resource instanceof BundleRevision revision) || revision.getWiring() == null) {
            return Map.of();
        }
        // several, where a requirement may be met by many; the first counts
        return revision.getWiring().getRequiredResourceWires(null).stream()
                .collect(Collectors.toMap(Wire::getRequirement, Wire::getCapability, (first, next) -> first));
    }

    private static Version version(Capability capability) {
        Object version = capability.getAttributes().get(PackageNamespace.CAPABILITY_VERSION_ATTRIBUTE);
        return version instanceof Version v ? v : Version.emptyVersion;
    }
}
