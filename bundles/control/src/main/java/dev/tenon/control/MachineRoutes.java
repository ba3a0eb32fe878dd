// SPDX-License-Identifier: Apache-2.0
package dev.tenon.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenon.admin.Catalogues;
import dev.tenon.admin.Diagnosis;
import dev.tenon.admin.Generations;
import dev.tenon.admin.Plugins;
import dev.tenon.api.device.Device;
import dev.tenon.api.health.HealthCheck;
import dev.tenon.api.health.HealthResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the host and its machine are. */
record MachineRoutes(BundleContext context, Services services, ExecutorService workers) {
    private static final Logger LOG = LoggerFactory.getLogger(MachineRoutes.class);
    private static final long CHECK_SECONDS = 10;

    /** What a health check said. */
    record Check(String plugin, String name, HealthResult.Status status, String message) {}

    void addTo(Routes routes) {
        routes.get("status", this::status)
                .get("devices", e -> e.send("devices", devices()))
                .get("health", e -> e.send("checks", checks()))
                .get("findings", e -> e.send("findings", findings()));
    }

    /** Answers whatever is missing: this is what one looks at when something is. */
    private void status(Exchange exchange) throws IOException {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("version", property("tenon.version"));
        status.put(
                "generation",
                services.find(Generations.class).stream()
                        .flatMap(generations -> generations.history().stream())
                        .filter(Generations.Generation::current)
                        .mapToLong(Generations.Generation::number)
                        .findFirst()
                        .orElse(0));
        status.put(
                "plugins",
                services.find(Plugins.class)
                        .map(plugins -> plugins.installed().size())
                        .orElse(0));
        status.put("uptimeMs", ManagementFactory.getRuntimeMXBean().getUptime());
        status.put("java", Runtime.version().toString());
        status.put("home", property("tenon.home"));
        status.put(
                "market",
                services.find(Catalogues.class)
                        .flatMap(Catalogues::status)
                        .orElse(new Catalogues.Status("", 0, Optional.empty(), "")));
        status.put("devices", services.all(Device.class).size());
        status.put("memory", memory());
        status.put("findings", findings().size());
        exchange.send(200, status);
    }

    /** How much the host holds, in bytes: the heap, the most that may become, and all resident pages where it is told. */
    private static Map<String, Object> memory() {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        Map<String, Object> memory = new LinkedHashMap<>();
        memory.put("heapBytes", heap.getUsed());
        memory.put("heapMaxBytes", heap.getMax());
        memory.put("residentBytes", residentBytes());
        return memory;
    }

    /** Linux tells; elsewhere 0. */
    private static long residentBytes() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    /** Asks all who look for what is wrong; one that fails itself is a finding, too. */
    private List<Diagnosis.Finding> findings() {
        List<Diagnosis.Finding> findings = new ArrayList<>();
        for (Services.Owned<Diagnosis> owned : services.all(Diagnosis.class)) {
            try {
                findings.addAll(owned.service().findings());
            } catch (RuntimeException e) {
                LOG.warn("A diagnosis of {} failed itself", owned.plugin(), e);
                findings.add(new Diagnosis.Finding(
                        "diagnosis",
                        Diagnosis.Severity.FAILED,
                        owned.plugin(),
                        "a diagnosis of " + owned.plugin() + " failed itself",
                        "./tenon logs says why"));
            }
        }
        findings.sort(Comparator.comparing(Diagnosis.Finding::severity)
                .reversed()
                .thenComparing(Diagnosis.Finding::plugin)
                .thenComparing(Diagnosis.Finding::message));
        return findings;
    }

    private String property(String name) {
        String value = context.getProperty(name);
        return value == null ? "" : value;
    }

    private List<ObjectNode> devices() {
        List<ObjectNode> devices = new ArrayList<>();
        for (Services.Owned<Device> owned : services.all(Device.class)) {
            try {
                ObjectNode device = Wire.MAPPER.valueToTree(owned.service().descriptor());
                device.set("load", Wire.MAPPER.valueToTree(owned.service().load()));
                devices.add(device);
            } catch (RuntimeException e) {
                LOG.warn("A device of {} cannot be read", owned.plugin(), e);
            }
        }
        devices.sort(Comparator.comparing(device -> device.path("id").asText()));
        return devices;
    }

    /** Asks all checks at once; what does not answer in time has failed. */
    private List<Check> checks() {
        List<Services.Owned<HealthCheck>> owned = services.all(HealthCheck.class);
        try {
            List<Future<Check>> asked = workers.invokeAll(
                    owned.stream()
                            .map(check -> (java.util.concurrent.Callable<Check>) () -> ask(check))
                            .toList(),
                    CHECK_SECONDS,
                    TimeUnit.SECONDS);
            List<Check> checks = new ArrayList<>();
            for (int i = 0; i < asked.size(); i++) {
                checks.add(result(owned.get(i).plugin(), asked.get(i)));
            }
            checks.sort(Comparator.comparing(Check::plugin).thenComparing(Check::name));
            return checks;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private static Check ask(Services.Owned<HealthCheck> owned) {
        HealthResult result = owned.service().check();
        return new Check(owned.plugin(), owned.service().name(), result.status(), result.message());
    }

    private static Check result(String plugin, Future<Check> check) throws InterruptedException {
        try {
            return check.get();
        } catch (ExecutionException e) {
            LOG.warn("A health check of {} failed itself", plugin, e.getCause());
            return failed(plugin, "the check itself failed: the host's log says why");
        } catch (CancellationException e) {
            return failed(plugin, "no answer within " + CHECK_SECONDS + " s");
        }
    }

    private static Check failed(String plugin, String message) {
        return new Check(plugin, "health check", HealthResult.Status.FAILED, message);
    }
}
