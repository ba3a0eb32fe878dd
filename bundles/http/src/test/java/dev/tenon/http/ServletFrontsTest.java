// SPDX-License-Identifier: Apache-2.0
package dev.tenon.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.leases.Leases;
import dev.tenon.leases.LeasesActivator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

/** A plugin's page is replaced while browsers are on it. */
class ServletFrontsTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    /** Not one of a pool: on a machine with few cores one would wait there for another. */
    private static final Executor OWN_THREAD = work -> {
        Thread thread = new Thread(work, "a browser");
        thread.setDaemon(true);
        thread.start();
    };

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private TestContainer container;
    private Leases leases;

    @BeforeEach
    void start() throws Exception {
        container =
                TestContainer.start(folder.resolve("home"), Map.of(), List.of(), List.of(Path.of("target/classes")));
        container.await("(osgi.http.whiteboard.servlet.pattern=/healthz)");
        new LeasesActivator().start(container.context());
        leases = container.context().getService(container.context().getServiceReference(Leases.class));
    }

    @AfterEach
    void stop() throws Exception {
        container.close();
        List.of(Page.GO_ON, Page.INITIALIZED, Page.DESTROYED).forEach(System::clearProperty);
    }

    private Bundle plugin(String version, boolean isStaged) throws Exception {
        Path jar = folder.resolve(version + ".jar");
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", "org.example.page");
        main.putValue("Bundle-Version", version);
        main.putValue("Provide-Capability", "tenon.plugin;tenon.plugin=org.example.page");
        main.putValue("Import-Package", "jakarta.servlet,jakarta.servlet.http,org.osgi.framework");
        main.putValue("Bundle-Activator", "dev.tenon.http.Page$Start");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            for (String name : List.of("Page", "Page$Start")) {
                String path = "dev/tenon/http/" + name + ".class";
                out.putNextEntry(new JarEntry(path));
                try (InputStream in = ServletFrontsTest.class.getClassLoader().getResourceAsStream(path)) {
                    in.transferTo(out);
                }
            }
        }
        Bundle bundle = container.context().installBundle(jar.toUri().toString());
        if (isStaged) {
            leases.stage(bundle);
        }
        bundle.start();
        return bundle;
    }

    private String get(String query) {
        try {
            HttpResponse<String> response = client.send(request(query), BodyHandlers.ofString());
            return response.statusCode() == 200 ? response.body() : response.toString();
        } catch (IOException | InterruptedException e) {
            return e.toString();
        }
    }

    private HttpRequest request(String query) {
        return HttpRequest.newBuilder(URI.create(container.url() + "/page?" + query))
                .build();
    }

    @Test
    void noRequestIsLostWhileThePageIsReplaced() throws Exception {
        Bundle now = plugin("1.0.0", false);
        assertThat(get("")).isEqualTo("1.0.0");
        AtomicBoolean over = new AtomicBoolean();
        List<CompletableFuture<List<String>>> browsers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            browsers.add(CompletableFuture.supplyAsync(
                    () -> {
                        List<String> wrong = new ArrayList<>();
                        while (!over.get()) {
                            String said = get("");
                            if (!said.matches("1\\.\\d+\\.0")) {
                                wrong.add(said);
                            }
                        }
                        return wrong;
                    },
                    OWN_THREAD));
        }
        for (int i = 1; i <= 10; i++) {
            Bundle next = plugin("1." + i + ".0", true);
            assertThat(leases.replace(List.of(now), List.of(next), LONG)).isEmpty();
            assertThat(get("")).as("each is asked, however busy the others are").isEqualTo("1." + i + ".0");
            now.uninstall();
            now = next;
        }
        over.set(true);
        for (CompletableFuture<List<String>> browser : browsers) {
            assertThat(browser.get(20, TimeUnit.SECONDS)).isEmpty();
        }
        assertThat(get("")).isEqualTo("1.10.0");
        assertThat(System.getProperty(Page.INITIALIZED).split(",")).hasSize(11);
        assertThat(System.getProperty(Page.DESTROYED).split(",")).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    void aLongAnswerIsGivenToItsEndByTheReleaseThatBeganIt() throws Exception {
        for (String how : List.of("slow", "async")) {
            Bundle old = plugin("1.0.0." + how, false);
            CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> get(how), OWN_THREAD);
            await(() -> leases.held("org.example.page").stream()
                    .anyMatch(held -> how.equals("slow") || held.holder().startsWith("a long answer")));
            Bundle next = plugin("1.1.0." + how, true);
            CompletableFuture<?> swap =
                    CompletableFuture.supplyAsync(() -> leases.replace(List.of(old), List.of(next), LONG), OWN_THREAD);
            await(() -> get("").startsWith("1.1.0"));
            assertThat(swap.isDone()).isFalse();
            System.setProperty(Page.GO_ON, "1.0.0." + how);
            assertThat(answer.get(20, TimeUnit.SECONDS)).startsWith("1.0.0");
            assertThat(swap.get(20, TimeUnit.SECONDS)).isEqualTo(List.of());
            next.uninstall();
            old.uninstall();
        }
    }

    @Test
    void theDoorSaysWhetherRequestsAreAnsweredNow() throws Exception {
        IntSupplier requests = (IntSupplier) container
                .context()
                .getService(container.context()
                        .getAllServiceReferences(IntSupplier.class.getName(), "(tenon.requests=answered-now)")[0]);
        plugin("1.0.0", false);
        AtomicBoolean isSeen = new AtomicBoolean();
        CompletableFuture<Void> browser = CompletableFuture.runAsync(
                () -> {
                    while (!isSeen.get()) {
                        get("");
                    }
                },
                OWN_THREAD);
        try {
            await(() -> requests.getAsInt() == 1);
        } finally {
            isSeen.set(true);
        }
        browser.get(20, TimeUnit.SECONDS);
        await(() -> requests.getAsInt() == 0);
    }

    @Test
    void listenersOfEventsAreToldToConnectAnew() throws Exception {
        for (String how : List.of("events", "endless")) {
            Bundle old = plugin("1.0.0." + how, false);
            HttpResponse<InputStream> events = client.send(request(how), BodyHandlers.ofInputStream());
            BufferedReader lines = new BufferedReader(new InputStreamReader(events.body(), StandardCharsets.UTF_8));
            assertThat(lines.readLine()).startsWith("data: 1.0.0");
            Bundle next = plugin("1.1.0." + how, true);
            CompletableFuture<Boolean> ended = CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            while (lines.readLine() != null) {
                                Thread.onSpinWait();
                            }
                            return true;
                        } catch (IOException e) {
                            return true; // cut off: a browser connects anew all the same
                        }
                    },
                    OWN_THREAD);
            assertThat(leases.replace(List.of(old), List.of(next), LONG))
                    .as(how)
                    .isEmpty();
            assertThat(ended.get(20, TimeUnit.SECONDS)).isTrue();
            try (InputStream again =
                    client.send(request("events"), BodyHandlers.ofInputStream()).body()) {
                assertThat(new String(again.readNBytes(11), StandardCharsets.UTF_8))
                        .isEqualTo("data: 1.1.0");
            }
            next.uninstall();
            old.uninstall();
        }
    }

    @Test
    void whatWasNeverAskedIsNeitherInitializedNorDestroyed() throws Exception {
        Bundle now = plugin("1.0.0", false);
        for (String version : List.of("1.1.0", "1.2.0")) {
            Bundle next = plugin(version, true);
            assertThat(leases.replace(List.of(now), List.of(next), LONG)).isEmpty();
            now.uninstall();
            now = next;
        }
        assertThat(System.getProperty(Page.INITIALIZED)).isEqualTo("1.0.0");
        assertThat(System.getProperty(Page.DESTROYED)).isEqualTo("1.0.0");
    }

    @Test
    void whoeverWasCutOffIsToldToAskAgain() throws Exception {
        Bundle old = plugin("1.0.0", false);
        CompletableFuture<HttpResponse<String>> answer = client.sendAsync(request("sleepy"), BodyHandlers.ofString());
        await(() -> !leases.held("org.example.page").isEmpty());
        Bundle next = plugin("1.1.0", true);
        assertThat(leases.replace(List.of(old), List.of(next), Duration.ofMillis(50)))
                .hasSize(1);
        HttpResponse<String> cut = answer.get(20, TimeUnit.SECONDS);
        assertThat(cut.statusCode()).isEqualTo(503);
        assertThat(cut.headers().firstValue("Retry-After")).contains("1");
        assertThat(cut.body()).contains("ask again");
        assertThat(get("")).isEqualTo("1.1.0");
    }

    @Test
    void anAnswerThatTurnsIntoEventsLateLeavesNoLease() throws Exception {
        plugin("1.0.0", false);
        CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> get("late-events"), OWN_THREAD);
        await(() -> leases.held("org.example.page").stream()
                .anyMatch(held -> held.holder().startsWith("a long answer")));
        System.setProperty(Page.GO_ON, "1.0.0");
        assertThat(answer.get(20, TimeUnit.SECONDS)).isEmpty();
        await(() -> leases.held("org.example.page").isEmpty());
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        long begun = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - begun).isLessThan(TimeUnit.SECONDS.toNanos(20));
            Thread.onSpinWait();
        }
    }
}
