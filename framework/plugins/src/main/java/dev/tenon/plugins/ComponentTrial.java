// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.api.health.HealthCheck;
import dev.tenon.api.health.HealthResult;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/**
 * Whether the components that read a PID serve with the settings they were given: each has taken them, is satisfied,
 * can be had, and its health check does not fail. What was so before is not held against the settings.
 */
final class ComponentTrial {
    private static final long PAUSE_MS = 50;
    private static final int SETTLED = 4;
    private static final String NOT_YET = " does not come back with it";

    private final BundleContext context;
    private final ServiceComponentRuntime runtime;
    private final Duration limit;

    ComponentTrial(BundleContext context, ServiceComponentRuntime runtime, Duration limit) {
        this.context = context;
        this.runtime = runtime;
        this.limit = limit;
    }

    /** What did not serve before anything was changed. */
    record Before(Set<String> waiting, Set<String> failing) {}

    Before before(Bundle bundle, String pid) {
        Set<String> waiting = readers(bundle, pid)
                .flatMap(reader -> runtime.getComponentConfigurationDTOs(reader).stream()
                        .filter(c -> c.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE))
                .map(c -> c.description.name)
                .collect(Collectors.toSet());
        return new Before(waiting, failedChecks(bundle).keySet());
    }

    /**
     * Waits until every reader serves, no longer than the limit.
     *
     * @param mark of the settings, empty if they are the defaults
     * @return why it does not, in a few words; empty if all is well
     */
    Optional<String> problem(Bundle bundle, String pid, Optional<String> mark, Before before) {
        long end = System.nanoTime() + limit.toNanos();
        long failing = 0;
        Optional<String> problem;
        do {
            problem = readers(bundle, pid)
                    .flatMap(reader -> look(bundle, reader, pid, mark, before).stream())
                    .findFirst();
            // a failure may be that of the settings before, until the component begins anew
            failing = problem.filter(p -> p.startsWith(Components.FAILS)).isPresent() ? failing + 1 : 0;
        } while (problem.isPresent() && failing < SETTLED && System.nanoTime() < end && pause());
        return problem.isPresent()
                ? problem
                : failedChecks(bundle).entrySet().stream()
                        .filter(check -> !before.failing().contains(check.getKey()))
                        .map(check -> "its check '" + check.getKey() + "' fails: " + check.getValue())
                        .findFirst();
    }

    private Stream<ComponentDescriptionDTO> readers(Bundle bundle, String pid) {
        String factory = pid.split("~", 2)[0];
        return runtime.getComponentDescriptionDTOs(bundle).stream()
                .filter(description -> List.of(description.configurationPid).contains(factory));
    }

    private Optional<String> look(
            Bundle bundle, ComponentDescriptionDTO reader, String pid, Optional<String> mark, Before before) {
        List<ComponentConfigurationDTO> configurations = List.copyOf(runtime.getComponentConfigurationDTOs(reader));
        boolean several = pid.contains("~");
        boolean required = "require".equals(reader.configurationPolicy);
        if (several && mark.isEmpty() || required && mark.isEmpty()) {
            return configurations.stream().anyMatch(c -> pid.equals(c.properties.get("service.pid")))
                    ? Optional.of(reader.name + " does not let go of its old settings")
                    : Optional.empty();
        }
        return reader.serviceInterfaces.length > 0
                ? offered(bundle, reader, mark, before)
                : taken(configurations, reader, mark);
    }

    /**
     * The service tells what the component runs with: Declarative Services changes a component's properties while the
     * old instance still serves, and its service only with the new one. What is made at its first use is made now.
     */
    private Optional<String> offered(
            Bundle bundle, ComponentDescriptionDTO reader, Optional<String> mark, Before before) {
        Optional<ServiceReference<?>> service = services(bundle).stream()
                .filter(reference -> reader.name.equals(reference.getProperty("component.name")))
                .filter(reference -> mark.equals(marked(reference.getProperty(ConfigAdminPort.MARK))))
                .findFirst();
        if (service.isPresent() && within(() -> got(service.get()), false)) {
            return Optional.empty();
        }
        Optional<String> problem = runtime.getComponentConfigurationDTOs(reader).stream()
                .filter(c -> mark.equals(marked(c.properties.get(ConfigAdminPort.MARK))))
                .flatMap(c -> Components.problem(c).stream())
                .findFirst();
        if (problem.isPresent() && before.waiting().contains(reader.name)) {
            return problem.filter(p -> p.startsWith(Components.FAILS));
        }
        return problem.or(() -> Optional.of(reader.name + NOT_YET));
    }

    private static Optional<String> taken(
            List<ComponentConfigurationDTO> configurations, ComponentDescriptionDTO reader, Optional<String> mark) {
        return configurations.stream()
                .filter(c -> mark.equals(marked(c.properties.get(ConfigAdminPort.MARK))))
                .findFirst()
                .map(Components::problem)
                .orElse(Optional.of(reader.name + NOT_YET));
    }

    private static Optional<String> marked(Object property) {
        return Optional.ofNullable(property).map(String::valueOf);
    }

    private <S> boolean got(ServiceReference<S> reference) {
        S service = context.getService(reference);
        if (service != null) {
            context.ungetService(reference);
        }
        return service != null;
    }

    private Map<String, String> failedChecks(Bundle bundle) {
        Map<String, String> failed = new TreeMap<>();
        services(bundle).stream()
                .filter(reference -> Arrays.asList((String[]) reference.getProperty("objectClass"))
                        .contains(HealthCheck.class.getName()))
                .forEach(reference -> within(() -> check(reference), Optional.<String[]>empty())
                        .ifPresent(c -> failed.put(c[0], c[1])));
        return failed;
    }

    private <S> Optional<String[]> check(ServiceReference<S> reference) {
        try {
            if (context.getService(reference) instanceof HealthCheck check) {
                HealthResult result = check.check();
                return result.status() == HealthResult.Status.FAILED
                        ? Optional.of(new String[] {check.name(), result.message()})
                        : Optional.empty();
            }
            return Optional.empty();
        } finally {
            context.ungetService(reference);
        }
    }

    private static List<ServiceReference<?>> services(Bundle bundle) {
        ServiceReference<?>[] services = bundle.getRegisteredServices();
        return services == null ? List.of() : List.of(services);
    }

    /** Runs foreign code; what does not come back is left behind. */
    private <T> T within(Supplier<T> call, T otherwise) {
        FutureTask<T> task = new FutureTask<>(call::get);
        Thread thread = new Thread(task, "tenon-settings");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return otherwise;
        } catch (TimeoutException e) {
            thread.interrupt();
            return otherwise;
        } catch (ExecutionException e) {
            return otherwise;
        }
    }

    private static boolean pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
