// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tenon.admin.Change.Action;
import dev.tenon.admin.Job;
import dev.tenon.generation.BootSet;
import dev.tenon.generation.ContentStore;
import dev.tenon.generation.Member;
import dev.tenon.runtime.TaskFailedException;
import dev.tenon.runtime.TaskFailedException.Reason;
import dev.tenon.runtime.TaskWorkers.Order;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import org.example.tasks.Tides;
import org.example.words.Words;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real workers with a real container, on a bundle of the distribution that needs one of the store. */
@Timeout(180)
class ContainerTasksTest {
    private static final String TASKS = "org.example.tasks";
    private static final String WORDS = "org.example.words";
    private static final String BYSTANDER = "org.example.bystander";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int HEAP = 96;

    @TempDir
    Path folder;

    private TestHost host;
    private ContainerTasks tasks;

    @BeforeEach
    void start() throws Exception {
        host = new TestHost(folder);
        provideHost();
        boot(jar(
                TASKS,
                Tides.class,
                "Bundle-Activator",
                Tides.class.getName(),
                "Import-Package",
                "org.osgi.framework,dev.tenon.workers,org.example.words"));
        host.market.offer(WORDS, "1.0.0", jar(WORDS, Words.class, "Export-Package", WORDS));
        host.market.publish(BYSTANDER, "1.0.0", List.of());
        host.done(Action.INSTALL, WORDS);
        host.done(Action.INSTALL, BYSTANDER);
        Files.createDirectories(workers().resolve("1/tmp/of/a/host/that/crashed"));
        tasks = new ContainerTasks(host.context(), new WorkerHomes(host.context()));
    }

    /** Lays out what a worker has on its class path. */
    private void provideHost() throws IOException {
        List<String> parts = List.of(
                "tenon-host",
                "tenon-workers",
                "tenon-generation",
                "tenon-catalog-format",
                "jackson-",
                "slf4j-api",
                "logback-",
                "org.apache.felix.framework");
        Path lib = Files.createDirectories(folder.resolve("lib/host"));
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(entry);
            if (parts.stream().anyMatch(path.getFileName().toString()::startsWith)) {
                Files.copy(path, lib.resolve(path.getFileName()));
            }
        }
        try (var files = Files.list(lib)) {
            assertThat(files).as("built as jars").hasSizeGreaterThan(parts.size());
        }
    }

    /** Lets the distribution bring a bundle that the host has, and does not run. */
    private void boot(byte[] jar) throws Exception {
        Path boot = folder.resolve("bundles");
        Files.write(boot.resolve("tasks.jar"), jar);
        BootSet.main(new String[] {boot.toString()});
        Member own = BootSet.read(boot).members().get(0);
        host.generations.commit("booted", List.of(own));
        host.context().installBundle(own.location(new ContentStore(host.home), folder));
    }

    private static byte[] jar(String id, Class<?> only, String... headers) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String file = only.getName().replace('.', '/') + ".class";
        try (JarInputStream manifest = new JarInputStream(new ByteArrayInputStream(Market.jar(id, "1.0.0", headers)));
                JarOutputStream out = new JarOutputStream(bytes, manifest.getManifest());
                InputStream in = Objects.requireNonNull(only.getClassLoader().getResourceAsStream(file))) {
            out.putNextEntry(new JarEntry(file));
            in.transferTo(out);
        }
        return bytes.toByteArray();
    }

    @AfterEach
    void stop() throws Exception {
        host.close();
    }

    private Path workers() {
        return host.home.cache().resolve("workers");
    }

    private void assertNothingIsLeft() {
        assertThat(workers().toFile().list()).as("homes").isNullOrEmpty();
        assertThat(ProcessHandle.current().children()).as("processes").isEmpty();
    }

    private static Order order(String... arguments) {
        return order(LIMIT, HEAP, arguments);
    }

    private static Order order(Duration limit, int heap, String... arguments) {
        return new Order("the tide", "tides", Set.of(TASKS), Map.of(), List.of(arguments), heap, limit);
    }

    private TaskFailedException refused(Order order) {
        return refused(order, note -> {});
    }

    private TaskFailedException refused(Order order, Consumer<String> notes) {
        TaskFailedException refusal = catchThrowableOfType(TaskFailedException.class, () -> tasks.run(order, notes));
        assertThat(refusal).as("no answer").isNotNull();
        assertThat(refusal.getMessage()).doesNotContain("\n");
        assertNothingIsLeft();
        return refusal;
    }

    @Test
    void answersWithWhatItsBundlesNeedAndTheFilesThatItIsGiven() throws Exception {
        Path given = Files.writeString(folder.resolve("given.txt"), "ebb");
        Path model = Files.createDirectories(folder.resolve("model"));
        Files.writeString(Files.createDirectories(model.resolve("deep")).resolve("weights"), "flood");
        Files.createSymbolicLink(model.resolve("link"), Path.of("..", "given.txt"));
        List<String> notes = new ArrayList<>();
        Order order = new Order(
                "the tide",
                "tides",
                Set.of(TASKS),
                Map.of("in/one.txt", given, "in/model", model),
                List.of("read", "in/one.txt", "in/model/deep/weights", "in/model/link"),
                HEAP,
                LIMIT);
        assertThat(tasks.run(order, notes::add)).containsExactly("潮", "ebb", "flood", "ebb");
        assertThat(notes).containsExactly("about to read");
        assertNothingIsLeft();
        assertThat(given).as("the files themselves stay").hasContent("ebb");
        assertThat(model.resolve("deep/weights")).hasContent("flood");
        assertThat(tasks.run(order("bundles"), notes::add))
                .as("who is not needed stays away")
                .containsExactly(TASKS, WORDS);
    }

    @Test
    void whatAHostThatCrashedLeftGoesAtTheNextStart() {
        assertNothingIsLeft();
    }

    @Test
    void saysWhatTheTaskSays() {
        TaskFailedException refusal = refused(order("throw"));
        assertThat(refusal.reason()).isEqualTo(Reason.REFUSED);
        assertThat(refusal).hasMessage("no such tide");
    }

    @Test
    void saysHowMuchMemoryWasNotEnough() {
        TaskFailedException refusal = refused(order("eat"));
        assertThat(refusal.reason()).isEqualTo(Reason.OUT_OF_MEMORY);
        assertThat(refusal)
                .hasMessage("the tide needs more than the 96 MB of memory that it was given;"
                        + " the last that it said was 'about to eat'");
    }

    @Test
    void saysThatItsProcessDied() {
        TaskFailedException refusal = refused(order("exit"));
        assertThat(refusal.reason()).isEqualTo(Reason.DIED);
        assertThat(refusal).hasMessageStartingWith("the process of the tide ended with exit status 3");
    }

    @Test
    void endsWhatTakesTooLong() {
        TaskFailedException refusal = refused(order(Duration.ofMillis(1_500), HEAP, "hang"));
        assertThat(refusal.reason()).isEqualTo(Reason.TIME_LIMIT);
        assertThat(refusal)
                .hasMessage("the tide did not end within 1500 ms; the last that it said was 'about to hang'");
    }

    @Test
    void anInterruptEndsItAtOnceWhateverItDoes() {
        TaskFailedException refusal = refused(order(Duration.ofHours(1), HEAP, "hang"), note -> Thread.currentThread()
                .interrupt());
        assertThat(Thread.interrupted()).as("still interrupted").isTrue();
        assertThat(refusal.reason()).isEqualTo(Reason.CANCELLED);
        assertThat(refusal).hasMessage("the tide was called off");
        Thread.currentThread().interrupt();
        assertThat(refused(order("bundles")).reason()).as("before it begins").isEqualTo(Reason.CANCELLED);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aJobThatWaitsForATaskIsCalledOff() throws Exception {
        CountDownLatch hangs = new CountDownLatch(1);
        Job job = host.jobs.submit("watch the tide", progress -> {
            tasks.run(order(Duration.ofHours(1), HEAP, "hang"), note -> {
                progress.step(note);
                if (note.equals("about to hang")) {
                    hangs.countDown();
                }
            });
            return "never";
        });
        assertThat(hangs.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        host.jobs.cancel(job.id());
        assertThat(host.await(job).problem().orElseThrow().code()).isEqualTo("cancelled");
        assertNothingIsLeft();
        assertThat(host.await(host.jobs.submit("next", progress -> "done")).result())
                .isEqualTo("done");
    }

    @Test
    void whoHearsMayEndIt() {
        assertThatThrownBy(() -> tasks.run(order(Duration.ofHours(1), HEAP, "hang"), note -> {
                    throw new IllegalStateException("enough");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("enough");
        assertNothingIsLeft();
    }

    @Test
    void severalRunAtOnceEachInAHomeOfItsOwn() {
        List<String> during = new ArrayList<>();
        assertThatThrownBy(() -> tasks.run(order(Duration.ofHours(1), HEAP, "hang"), note -> {
                    if (note.equals("about to hang")) {
                        during.addAll(tasks.run(order("bundles"), inner -> {}));
                        assertThat(workers().toFile().list())
                                .as("the outer one's")
                                .hasSize(1);
                        throw new IllegalStateException("enough");
                    }
                }))
                .hasMessage("enough");
        assertThat(during).containsExactly(TASKS, WORDS);
        assertNothingIsLeft();
    }

    @Test
    void namesWhatIsMissing() throws Exception {
        Order order = new Order(
                "the tide", "tides", Set.of(TASKS, "org.example.moon"), Map.of(), List.of("bundles"), HEAP, LIMIT);
        TaskFailedException refusal = refused(order);
        assertThat(refusal.reason()).isEqualTo(Reason.IMPOSSIBLE);
        assertThat(refusal)
                .hasMessage("the tide cannot be run: it needs org.example.moon, which is not installed or is disabled");

        Path absent = folder.resolve("absent");
        refusal = refused(
                new Order("the tide", "tides", Set.of(TASKS), Map.of("in", absent), List.of("bundles"), HEAP, LIMIT));
        assertThat(refusal.reason()).isEqualTo(Reason.IMPOSSIBLE);
        assertThat(refusal).hasMessage("the tide cannot be run: " + absent + ": no such file or folder");

        host.done(Action.DISABLE, BYSTANDER);
        refusal = refused(
                new Order("the tide", "tides", Set.of(TASKS, BYSTANDER), Map.of(), List.of("bundles"), HEAP, LIMIT));
        assertThat(refusal).hasMessageContaining("it needs " + BYSTANDER);
    }

    @Test
    void saysThatNoBundleOffersTheTask() {
        TaskFailedException refusal =
                refused(new Order("the moon", "moons", Set.of(TASKS), Map.of(), List.of(), HEAP, LIMIT));
        assertThat(refusal.reason()).isEqualTo(Reason.REFUSED);
        assertThat(refusal).hasMessageContaining("offers the task moons");
    }

    @Test
    void filesStayInTheHome() {
        for (String path : Arrays.asList("../out", "/out", "in/../../out", "", ".", "in/./x", "..")) {
            assertThatThrownBy(() ->
                            new Order("the tide", "tides", Set.of(), Map.of(path, folder), List.of(), HEAP, LIMIT))
                    .as(path)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> order(LIMIT, 31, "bundles")).hasMessageContaining("at least 32 MB");
        assertThatThrownBy(() -> order(Duration.ZERO, HEAP, "bundles")).hasMessageContaining("positive");
    }
}
