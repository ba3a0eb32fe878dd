// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.admin.Diagnosis;
import dev.tenon.catalog.format.PluginIds;
import dev.tenon.generation.Generation;
import dev.tenon.runtime.Startup;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** Bundles that do not run, and components that do not serve. */
@Component
public final class ComponentDiagnosis implements Diagnosis {
    private final Platform platform;
    private final ServiceComponentRuntime components;

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private volatile List<Startup> startups = List.of();

    /**
     * Starts on a container.
     *
     * @param context of it
     * @param components knows what each component lacks
     */
    @Activate
    public ComponentDiagnosis(BundleContext context, @Reference ServiceComponentRuntime components) {
        platform = new Platform(context);
        this.components = components;
    }

    @Override
    public List<Finding> findings() {
        if (startups.stream().anyMatch(Startup::isUnderWay)) {
            return List.of(new Finding(
                    "start",
                    Severity.DEGRADED,
                    "host",
                    "the host serves, and some of its plugins are still to start",
                    "wait a moment and ask again"));
        }
        List<Finding> findings = new ArrayList<>();
        Generation current = platform.current();
        for (Bundle bundle : platform.context().getBundles()) {
            boolean fragment = bundle.getState() != Bundle.UNINSTALLED
                    && (Platform.revision(bundle).getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
            if (bundle.getState() == Bundle.UNINSTALLED || fragment) {
                continue;
            }
            if (current.plugin(bundle.getSymbolicName()).disabled()) {
                continue; // as the operator wants it
            }
            if (bundle.getState() != Bundle.ACTIVE) {
                findings.add(idle(bundle));
            } else {
                components.getComponentDescriptionDTOs(bundle).forEach(component -> Components.problem(
                                components, component)
                        .map(problem -> unfit(bundle, component, problem))
                        .ifPresent(findings::add));
            }
        }
        return List.copyOf(findings);
    }

    private Finding idle(Bundle bundle) {
        String name = PluginIds.shortName(bundle.getSymbolicName());
        if (platform.isStuck(bundle)) {
            return new Finding(
                    "bundle",
                    Severity.FAILED,
                    bundle.getSymbolicName(),
                    bundle.getSymbolicName() + " " + bundle.getVersion() + " is left out: a start of it did not end",
                    "./tenon plugin update " + name + ", or ./tenon plugin disable " + name
                            + ", or go back with ./tenon plugin rollback");
        }
        String why = bundle.getState() == Bundle.INSTALLED
                ? "something that it imports is not here"
                : bundle.getState() == Bundle.STARTING ? "its start does not end" : "its start failed";
        return new Finding(
                "bundle",
                Severity.FAILED,
                bundle.getSymbolicName(),
                bundle.getSymbolicName() + " " + bundle.getVersion() + " does not run: " + why,
                "./tenon logs " + bundle.getSymbolicName() + " says more; ./tenon plugin update " + name
                        + ", ./tenon plugin disable " + name + ", or go back with ./tenon plugin rollback");
    }

    private Finding unfit(Bundle bundle, ComponentDescriptionDTO component, String problem) {
        boolean configured = Arrays.stream(component.configurationPid)
                .anyMatch(pid ->
                        platform.home().config().resolve(pid + ".json").toFile().exists());
        String remedy = problem.startsWith(Components.FAILS)
                ? configured
                        ? "look at its settings: ./tenon config show " + bundle.getSymbolicName()
                        : "./tenon logs " + bundle.getSymbolicName() + " says more"
                : "install or mend the plugin that offers it: ./tenon plugin search, ./tenon plugin list";
        return new Finding(
                "component", Severity.FAILED, bundle.getSymbolicName(), component.name + ": " + problem, remedy);
    }
}
