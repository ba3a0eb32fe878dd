// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.admin.AdminException;
import dev.tenon.plugins.Gate.Limits;
import dev.tenon.workers.WorkerTask;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/**
 * The part of a rehearsal that runs in the worker: the host's gate, and whether the bundle stops again. Arguments: the
 * bundle's symbolic name, its version, milliseconds for all of it. Answer: one text, empty if the release is fit, or
 * why it is not.
 */
@Component(property = WorkerTask.NAME + "=" + Rehearsed.TASK)
public final class Rehearsed implements WorkerTask {
    static final String TASK = "rehearse";

    private final BundleContext context;
    private final ServiceComponentRuntime components;

    /**
     * Waits to be run.
     *
     * @param context of the bundle
     * @param components to ask what a bundle's components lack
     */
    @Activate
    public Rehearsed(BundleContext context, @Reference ServiceComponentRuntime components) {
        this.context = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).getBundleContext();
        this.components = components;
    }

    @Override
    public List<String> run(List<String> arguments, Consumer<String> notes) {
        Bundle bundle = Arrays.stream(context.getBundles())
                .filter(each -> arguments.get(0).equals(each.getSymbolicName())
                        && arguments.get(1).equals(each.getVersion().toString()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(arguments.get(0) + " is not installed in the worker"));
        Gate gate = new Gate(context, components, Limits.together(Duration.ofMillis(Long.parseLong(arguments.get(2)))));
        try {
            gate.pass(bundle, false, notes);
            gate.stops(bundle, notes);
            return List.of("");
        } catch (AdminException e) {
            return List.of(e.getMessage());
        }
    }
}
