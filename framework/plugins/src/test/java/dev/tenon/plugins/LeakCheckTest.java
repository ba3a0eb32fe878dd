// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.admin.AdminException;
import dev.tenon.admin.Change.Action;
import dev.tenon.admin.Job;
import dev.tenon.admin.Leaks.Kind;
import dev.tenon.admin.Leaks.Leak;
import dev.tenon.admin.Leaks.Report;
import dev.tenon.catalog.format.Clause;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.logging.Handler;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import javax.management.ObjectName;
import org.example.leaks.Leaking;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real plugins that leak, a real heap dump and a real worker that reads it. */
@Timeout(120)
class LeakCheckTest {
    private static final String PREFIX = "org.example.leaks.";

    @TempDir
    Path folder;

    private final ExecutorService pool = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "tenon-pool-1");
        thread.setDaemon(true);
        return thread;
    });
    private TestHost host;
    private LeakCheck leaks;

    @BeforeEach
    void start() throws Exception {
        host = new TestHost(folder);
        Dictionary<String, String> ours = new Hashtable<>(Map.of("pool", "ours"));
        host.context().registerService(Executor.class, pool, ours);
        leaks = new LeakCheck(host.context(), host.jobs, host.retired);
        provide("leaks", "tenon-leaks", "framework/leaks", "shark-", "kotlin-stdlib", "okio-");
        provide("host", "tenon-workers", "framework/workers");
    }

    /** Lays out what the distribution would have in a folder of {@code lib}. */
    private void provide(String name, String... parts) throws IOException {
        Path lib = Files.createDirectories(folder.resolve("lib").resolve(name));
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (Arrays.stream(parts).anyMatch(entry::contains)) {
                Path path = Path.of(entry);
                assertThat(path).as("built as a jar").isRegularFile();
                Files.createSymbolicLink(lib.resolve(path.getFileName()), path);
            }
        }
    }

    @AfterEach
    void stop() throws Exception {
        host.close();
        pool.shutdownNow();
    }

    @Test
    void namesWhatHoldsEachOldRelease() throws Exception {
        try {
            for (String what :
                    List.of("thread-local", "executor", "static", "hook", "bean", "timer", "soft", "nothing")) {
                comesAndGoes(what);
            }
            libraryInUse();
            Job job = host.await(leaks.check());
            assertThat(job.problem()).isEmpty();
            assertThat(job.result()).isEqualTo("8 of 9 releases that were replaced or removed still there");
            Report report = leaks.last().orElseThrow();
            assertThat(report.retired()).isEqualTo(9);
            Map<String, Leak> found = report.leaks().stream()
                    .collect(Collectors.toMap(leak -> leak.plugin().substring(PREFIX.length()), Function.identity()));
            assertLeak(found, "thread-local", Kind.THREAD_LOCAL, "thread 'tenon-pool-1'", "Leaking$Value");
            assertLeak(found, "executor", Kind.THREAD, "thread 'tides-1'", "its class loader");
            assertLeak(found, "static", Kind.STATIC_FIELD, "java.util.logging.", "Leaking$Ear");
            assertLeak(found, "hook", Kind.SHUTDOWN_HOOK, "java.lang.ApplicationShutdownHooks.hooks", "Leaking$Hook");
            assertLeak(found, "bean", Kind.MANAGEMENT_BEAN, "static field ", "com.sun.jmx.", "Leaking$Tide");
            assertLeak(found, "timer", Kind.TIMER, "thread 'tides' (java.util.TimerThread)", "Leaking$Task");
            assertLeak(found, "soft", Kind.SOFT_REFERENCE, "java.lang.ref.SoftReference.referent", "Leaking$Value");
            assertLeak(found, "library", Kind.CONTAINER, "org.apache.felix.framework.");
            assertThat(found).hasSize(8);
            assertThat(host.home.cache().resolve("leaks")).isEmptyDirectory();
        } finally {
            mend();
        }
    }

    private static void assertLeak(Map<String, Leak> found, String what, Kind kind, String... onPath) {
        assertThat(found).containsKey(what);
        Leak leak = found.get(what);
        String path = String.join(" → ", leak.path());
        assertThat(leak.kind()).as(path).isEqualTo(kind);
        assertThat(path).contains(onPath).endsWith("its class loader");
        assertThat(leak.version()).isEqualTo("1.0.0");
        assertThat(leak.remedy()).isNotEmpty();
    }

    private void comesAndGoes(String what) throws Exception {
        host.market.offer(PREFIX + what, "1.0.0", jar(what));
        host.done(Action.INSTALL, PREFIX + what);
        host.done(Action.REMOVE, PREFIX + what);
    }

    /** Replaces a plugin whose classes another one uses. */
    private void libraryInUse() throws Exception {
        library("1.0.0");
        host.done(Action.INSTALL, PREFIX + "library");
        host.market.publish(
                "org.example.reader",
                "1.0.0",
                List.of(new Clause(
                        "osgi.wiring.package", Map.of(), Map.of("filter", "(osgi.wiring.package=org.example.lib)"))),
                "Import-Package",
                "org.example.lib");
        host.done(Action.INSTALL, "org.example.reader");
        library("1.1.0");
        host.done(Action.UPDATE, PREFIX + "library");
    }

    private void library(String version) throws IOException {
        host.market.publish(
                PREFIX + "library",
                version,
                List.of(),
                List.of(Market.provides("osgi.wiring.package", "org.example.lib", "1.0.0")),
                List.of(),
                "Export-Package",
                "org.example.lib;version=1.0.0");
    }

    private static byte[] jar(String what) throws IOException {
        byte[] plain = Market.jar(
                PREFIX + what,
                "1.0.0",
                "Bundle-Activator",
                Leaking.class.getName(),
                "Import-Package",
                "org.osgi.framework,javax.management");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarInputStream manifest = new JarInputStream(new ByteArrayInputStream(plain));
                JarOutputStream out = new JarOutputStream(bytes, manifest.getManifest())) {
            out.putNextEntry(new JarEntry("leak.txt"));
            out.write(what.getBytes(StandardCharsets.UTF_8));
            for (String name : classes()) {
                out.putNextEntry(new JarEntry("org/example/leaks/" + name));
                try (InputStream in = Objects.requireNonNull(Leaking.class.getResourceAsStream(name))) {
                    in.transferTo(out);
                }
            }
        }
        return bytes.toByteArray();
    }

    private static List<String> classes() throws IOException {
        Path own = Path.of(
                Leaking.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath(),
                "org/example/leaks");
        List<String> names = new ArrayList<>();
        try (var files = Files.list(own)) {
            files.forEach(file -> names.add(file.getFileName().toString()));
        }
        return names;
    }

    /** Takes away what the tests' JVM would keep; its threads are daemons or end with it. */
    private static void mend() throws Exception {
        for (Handler handler : Logger.getGlobal().getHandlers()) {
            Logger.getGlobal().removeHandler(handler);
        }
        ObjectName bean = new ObjectName("org.example.leaks:type=Tide");
        if (ManagementFactory.getPlatformMBeanServer().isRegistered(bean)) {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(bean);
        }
    }

    @Test
    void sayNothingIsLeftWithoutWritingTheHeap() throws Exception {
        assertThat(leaks.last()).isEmpty();
        comesAndGoes("nothing");
        pool.submit(Thread::onSpinWait).get(5, TimeUnit.SECONDS);
        Job job = host.await(leaks.check());
        assertThat(job.result()).isEqualTo("of 1 release that was replaced or removed nothing is left");
        assertThat(job.steps()).containsExactly("collect garbage");
        assertThat(leaks.last().orElseThrow().leaks()).isEmpty();
    }

    @Test
    void aWorkerThatCannotReadLeavesNoDump() throws Exception {
        comesAndGoes("thread-local");
        Files.delete(folder.resolve("lib/leaks").resolve(jarOf("shark-graph")));
        Job job = host.await(leaks.check());
        assertThat(job.problem().orElseThrow().message())
                .startsWith("org.example.leaks.thread-local 1.0.0 is still there, but what holds them is not found");
        assertThat(host.home.cache().resolve("leaks")).isEmptyDirectory();
        assertThat(leaks.last()).isEmpty();
    }

    private Path jarOf(String name) throws IOException {
        try (var files = Files.list(folder.resolve("lib/leaks"))) {
            return files.map(Path::getFileName)
                    .filter(file -> file.toString().startsWith(name))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void theHeapIsForTheOperatorsEyesAlone() throws Exception {
        Path where = folder.resolve("dump");
        try (HeapDump dump = HeapDump.write(where)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dump.file())))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(where)))
                    .isEqualTo("rwx------");
            assertThat(dump.mebibytes()).isPositive();
        }
        assertThat(where).isEmptyDirectory();
    }

    @Test
    void refusesToFillTheDisk() {
        assertThatThrownBy(() -> HeapDump.write(folder.resolve("dump"), Long.MAX_VALUE))
                .isInstanceOf(AdminException.class)
                .hasMessageContaining("MB of disk")
                .hasMessageContaining("MB are free");
        assertThat(folder.resolve("dump")).isEmptyDirectory();
    }
}
