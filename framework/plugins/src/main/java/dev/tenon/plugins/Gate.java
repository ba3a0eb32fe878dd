// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.admin.AdminException;
import dev.tenon.admin.AdminException.Reason;
import dev.tenon.api.health.HealthCheck;
import dev.tenon.api.health.HealthResult;
import dev.tenon.api.skill.Skill;
import dev.tenon.api.skill.SkillDescriptor;
import dev.tenon.api.skill.Utterance;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/**
 * What a release must pass before it is committed: it starts, its components find what they need, its services can be
 * had, its health checks pass and a skill understands its own examples without failing. All of it is foreign code: it
 * runs on threads of its own with a time limit, and a thread that does not come back is left behind, never waited for.
 */
final class Gate {
    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final Duration CALL_LIMIT = Duration.ofSeconds(10);

    private final BundleContext context;
    private final ServiceComponentRuntime components;

    Gate(BundleContext context, ServiceComponentRuntime components) {
        this.context = context;
        this.components = components;
    }

    /**
     * Starts a staged bundle and looks.
     *
     * @throws AdminException if it is not fit to serve
     */
    void pass(Bundle bundle) {
        String name = Manifests.label(Platform.revision(bundle));
        within(START_LIMIT, name, "starts", () -> {
            bundle.start();
            return true;
        });
        components.getComponentDescriptionDTOs(bundle).forEach(component -> checkComponent(name, component));
        ServiceReference<?>[] services = bundle.getRegisteredServices();
        if (services != null) {
            for (ServiceReference<?> service : services) {
                within(CALL_LIMIT, name, "gives its services", () -> probe(name, service));
            }
        }
    }

    private void checkComponent(String name, ComponentDescriptionDTO component) {
        for (ComponentConfigurationDTO configuration : components.getComponentConfigurationDTOs(component)) {
            if (configuration.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE) {
                String missing = Arrays.stream(configuration.unsatisfiedReferences)
                        .map(reference -> interfaceOf(component, reference.name))
                        .collect(Collectors.joining(", "));
                throw new AdminException(
                        Reason.UNFIT,
                        name + " starts, but its component " + component.name + " lacks the service " + missing
                                + ", which nothing here offers");
            }
            if (configuration.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
                throw new AdminException(
                        Reason.UNFIT,
                        name + " starts, but its component " + component.name + " fails: "
                                + configuration.failure.lines().findFirst().orElse("it gives no reason"));
            }
        }
    }

    private static String interfaceOf(ComponentDescriptionDTO component, String reference) {
        return Arrays.stream(component.references)
                .filter(r -> r.name.equals(reference))
                .map(r -> r.interfaceName)
                .findFirst()
                .orElse(reference);
    }

    private <S> boolean probe(String name, ServiceReference<S> reference) {
        S service = context.getService(reference);
        if (service == null) {
            throw new AdminException(
                    Reason.UNFIT,
                    name + " starts, but does not give the service that it registers: " + "./tenon logs says why");
        }
        try {
            if (service instanceof Skill skill) {
                SkillDescriptor descriptor = skill.descriptor();
                descriptor
                        .examples()
                        .forEach((language, examples) ->
                                examples.forEach(example -> skill.understand(Utterance.of(example, language))));
            }
            if (service instanceof HealthCheck check) {
                HealthResult result = check.check();
                if (result.status() == HealthResult.Status.FAILED) {
                    throw new AdminException(
                            Reason.UNFIT,
                            name + " starts, but its check '" + check.name() + "' fails: " + result.message());
                }
            }
            return true;
        } finally {
            context.ungetService(reference);
        }
    }

    private static void within(Duration limit, String name, String what, Callable<Boolean> call) {
        FutureTask<Boolean> task = new FutureTask<>(call);
        Thread thread = new Thread(task, "tenon-gate " + name);
        thread.setDaemon(true);
        thread.start();
        try {
            task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            thread.interrupt();
            throw new AdminException(
                    Reason.UNFIT,
                    name + " is stuck: after " + limit.toSeconds() + " s it is not known whether it " + what,
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AdminException(Reason.UNFIT, "the host is stopping", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AdminException refusal) {
                throw refusal;
            }
            throw new AdminException(Reason.UNFIT, name + " does not pass: " + reason(e.getCause()), e.getCause());
        }
    }

    private static String reason(Throwable cause) {
        Throwable deepest = cause;
        while (deepest instanceof BundleException && deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        String message = deepest.getMessage();
        return deepest.getClass().getSimpleName()
                + (message == null ? "" : ": " + message.lines().findFirst().orElse(""));
    }
}
