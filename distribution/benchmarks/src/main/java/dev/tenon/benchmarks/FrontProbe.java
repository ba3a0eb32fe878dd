// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import dev.tenon.api.skill.Skill;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Inside the container: the shortest call that there is, {@link Skill#descriptor()} of a skill that keeps it in a field,
 * through its front and on the plugin's own object, in alternating blocks. Calls of other skills have run before, so the
 * compiled code is what a host has that serves.
 */
@Component(service = Function.class, property = "tenon.benchmark=front")
public final class FrontProbe implements Function<Map<String, String>, Map<String, Object>> {
    private static final int WARM_UP = 5;
    private static final int ROUNDS = 15;
    private static final int CALLS = 3_000_000;
    private static final String PLUGIN = "dev.tenon.skill.calc";

    private final BundleContext context;
    private int seen;

    /**
     * Starts the probe.
     *
     * @param context finds the skill
     */
    @Activate
    public FrontProbe(BundleContext context) {
        this.context = context;
    }

    /**
     * Measures.
     *
     * @param options {@code planted}: nanoseconds that are added to each call through the front, 0 for none
     * @return the figures by name
     */
    @Override
    public Map<String, Object> apply(Map<String, String> options) {
        long planted = Long.parseLong(options.get("planted"));
        Skill front = front();
        Skill own = own();
        every().forEach(skill -> time(skill, 0, CALLS / 100));
        double[] costs = new double[ROUNDS];
        double[] direct = new double[ROUNDS];
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            double without = time(own, 0, CALLS);
            double with = time(front, planted, CALLS);
            if (round >= 0) {
                costs[round] = with - without;
                direct[round] = without;
            }
        }
        Arrays.sort(costs);
        Arrays.sort(direct);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("ns_per_call", Report.rounded(costs[ROUNDS / 2], 1));
        figures.put("ns_lowest", Report.rounded(costs[0], 1));
        figures.put("ns_highest", Report.rounded(costs[ROUNDS - 1], 1));
        figures.put("direct_ns", Report.rounded(direct[ROUNDS / 2], 1));
        figures.put("seen", seen);
        return figures;
    }

    private double time(Skill skill, long planted, int calls) {
        long begun = System.nanoTime();
        for (int i = 0; i < calls; i++) {
            seen += skill.descriptor().name().length();
            if (planted > 0) {
                pause(planted);
            }
        }
        return (System.nanoTime() - begun) / (double) calls;
    }

    private static void pause(long nanos) {
        long until = System.nanoTime() + nanos;
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }
    }

    private List<Skill> every() {
        return references("(" + Constants.OBJECTCLASS + "=" + Skill.class.getName() + ")").stream()
                .map(context::getService)
                .map(Skill.class::cast)
                .toList();
    }

    private Skill front() {
        return references("(tenon.plugin.id=" + PLUGIN + ")").stream()
                .map(context::getService)
                .map(Skill.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no front of " + PLUGIN));
    }

    private List<ServiceReference<?>> references(String filter) {
        try {
            ServiceReference<?>[] found = context.getServiceReferences(Skill.class.getName(), filter);
            return found == null
                    ? List.of()
                    : Arrays.stream(found)
                            .sorted(Comparator.reverseOrder())
                            .<ServiceReference<?>>map(reference -> reference)
                            .toList();
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(filter, e);
        }
    }

    /** What the front hides from everybody: whoever knows the bundle can still have it. */
    private Skill own() {
        Bundle plugin = Arrays.stream(context.getBundles())
                .filter(bundle -> PLUGIN.equals(bundle.getSymbolicName()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the distribution lacks " + PLUGIN));
        return Arrays.stream(plugin.getRegisteredServices())
                .map(context::getService)
                .filter(Skill.class::isInstance)
                .map(Skill.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(PLUGIN + " gives no skill"));
    }
}
