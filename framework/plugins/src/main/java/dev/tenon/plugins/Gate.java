// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.admin.AdminException;
import dev.tenon.admin.AdminException.Reason;
import dev.tenon.api.health.HealthCheck;
import dev.tenon.api.health.HealthResult;
import dev.tenon.api.skill.Skill;
import dev.tenon.api.skill.Utterance;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/**
 * What a release must pass before it is committed: it starts, its components find what they need, it registers what it
 * declares, its services can be had, its health checks pass and a skill understands its own examples without failing;
 * in a rehearsal it also answers some, see {@link SkillTrial}.
 * All of it is foreign code, see {@link ForeignCall}. The same gate stands in the host and, before that, in the
 * {@link Rehearsed rehearsal} of a release that we did not sign.
 */
final class Gate {
    private static final int EXAMPLES_TRIED = 5;

    private final BundleContext context;
    private final ComponentChecks components;
    private final Limits limits;
    private final Set<Bundle> stuck = ConcurrentHashMap.newKeySet();

    /**
     * How long a release may take.
     *
     * @param start to start
     * @param call to give one service and answer its probe
     * @param endNanos when all of it must be over, as {@link System#nanoTime} counts; empty limits only the parts
     */
    record Limits(Duration start, Duration call, OptionalLong endNanos) {
        /** What the host gives. */
        static final Limits OF_THE_HOST =
                new Limits(Duration.ofSeconds(30), Duration.ofSeconds(10), OptionalLong.empty());

        /** One limit for everything together, from now. */
        static Limits together(Duration all) {
            return new Limits(all, all, OptionalLong.of(System.nanoTime() + all.toNanos()));
        }

        /** Says whether there is time for something more that may take so long, and for what must follow. */
        boolean allows(Duration more) {
            return endNanos.isEmpty() || endNanos.getAsLong() - System.nanoTime() > more.toNanos() + more.toNanos() / 2;
        }

        private Duration left(Duration limit) {
            if (endNanos.isEmpty()) {
                return limit;
            }
            Duration left = Duration.ofNanos(Math.max(1_000_000, endNanos.getAsLong() - System.nanoTime()));
            return left.compareTo(limit) < 0 ? left : limit;
        }
    }

    Gate(BundleContext context, ServiceComponentRuntime components, Limits limits) {
        this.context = context;
        this.components = new ComponentChecks(components);
        this.limits = limits;
    }

    /**
     * Starts a staged bundle and looks.
     *
     * @param isHost whether this is the host and no rehearsal: in one, a service that its components lack may be there in
     *     the host, all examples of its skills are read, and skills that ask for no permission answer some. What is not
     *     rehearsed is ours, and the marketplace has tried its examples
     * @param notes hears what is being done
     * @throws AdminException if it is not fit to serve
     */
    void pass(Bundle bundle, boolean isHost, Consumer<String> notes) {
        String name = Manifests.label(Platform.revision(bundle));
        if (isStuck(bundle)) {
            throw new AdminException(
                    Reason.UNFIT, name + " is still stuck since it was tried last: start Tenon again before you retry");
        }
        ForeignCall code = new ForeignCall(name, bundle);
        try {
            notes.accept("starting");
            code.within(limits.left(limits.start), "starting", () -> {
                start(bundle);
                return true;
            });
            components.checkReferences(name, bundle, isHost);
            components.checkRegistered(name, bundle);
            for (ServiceReference<?> service : ComponentChecks.services(bundle)) {
                probe(code, name, service, isHost, notes);
            }
        } catch (ForeignCall.StuckException e) {
            stuck.add(bundle);
            throw e;
        }
    }

    private void start(Bundle bundle) throws BundleException {
        try {
            bundle.start(Bundle.START_TRANSIENT);
        } catch (BundleException e) {
            Optional<String> unmet = e.getType() == BundleException.RESOLVE_ERROR
                    ? UnmetImport.explain(context, Platform.revision(bundle))
                    : Optional.empty();
            if (unmet.isEmpty()) {
                throw e;
            }
            throw new AdminException(Reason.UNFIT, unmet.get(), e);
        }
    }

    /**
     * Stops a bundle that passed.
     *
     * @throws AdminException if it does not stop in time, or fails at it
     */
    void stops(Bundle bundle, Consumer<String> notes) {
        notes.accept("stopping");
        new ForeignCall(Manifests.label(Platform.revision(bundle)), bundle)
                .within(limits.left(limits.call), "stopping", () -> {
                    bundle.stop();
                    return true;
                });
    }

    /** Says whether code of the bundle did not come back: whoever stops it waits for ever. */
    boolean isStuck(Bundle bundle) {
        return stuck.contains(bundle);
    }

    private <S> void probe(
            ForeignCall code, String name, ServiceReference<S> reference, boolean isHost, Consumer<String> notes) {
        String type = ComponentChecks.types(reference).iterator().next();
        String what = "giving its service " + type.substring(type.lastIndexOf('.') + 1);
        notes.accept(what);
        S service = code.within(limits.left(limits.call), what, () -> context.getService(reference));
        if (service == null) {
            throw new AdminException(
                    Reason.UNFIT,
                    name + " starts, but does not give its service " + type + ": "
                            + components.failure(reference.getBundle()).orElse("./tenon logs says why"));
        }
        if (service instanceof Skill skill) {
            String examples = "understanding its own examples";
            notes.accept(examples);
            code.within(
                    limits.left(limits.call),
                    examples,
                    () -> understand(name, skill, isHost ? EXAMPLES_TRIED : Integer.MAX_VALUE));
            boolean reachesOut = !Planner.permissions(Platform.revision(reference.getBundle()))
                    .isEmpty();
            if (!isHost && !reachesOut) {
                answer(code, new SkillTrial(name, skill), notes);
            }
        }
        if (service instanceof HealthCheck check) {
            notes.accept("checking its health");
            code.within(limits.left(limits.call), "checking its health", () -> look(name, check));
        }
        // Whoever gives back a delayed component last deactivates it: foreign code again. What failed before is
        // uninstalled anyway.
        notes.accept("stopping");
        code.within(limits.left(limits.call), "stopping", () -> context.ungetService(reference));
    }

    private void answer(ForeignCall code, SkillTrial trial, Consumer<String> notes) {
        List<SkillTrial.Request> requests =
                code.within(limits.left(limits.call), "understanding its own examples", trial::requests);
        for (SkillTrial.Request request : requests) {
            if (limits.allows(SkillTrial.PATIENCE)) {
                String what =
                        "answering its own example '" + request.utterance().text() + "'";
                notes.accept(what);
                code.within(limits.left(limits.call), what, () -> trial.answer(request));
            }
        }
    }

    private static boolean understand(String name, Skill skill, int mostExamples) {
        skill.descriptor().examples().forEach((language, examples) -> examples.stream()
                .limit(mostExamples)
                .forEach(example -> understand(name, skill, example, language)));
        return true;
    }

    private static void understand(String name, Skill skill, String example, Locale language) {
        try {
            skill.understand(Utterance.of(example, language));
        } catch (RuntimeException | LinkageError | StackOverflowError e) { // foreign code
            throw new AdminException(
                    Reason.UNFIT,
                    name + " starts, but fails at its own example '" + example + "': " + ForeignCall.reason(e),
                    e);
        }
    }

    private static boolean look(String name, HealthCheck check) {
        HealthResult result = check.check();
        if (result.status() == HealthResult.Status.FAILED) {
            throw new AdminException(
                    Reason.UNFIT, name + " starts, but its check '" + check.name() + "' fails: " + result.message());
        }
        return true;
    }
}
