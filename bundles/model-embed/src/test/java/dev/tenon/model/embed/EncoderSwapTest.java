// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.embed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.api.model.InstalledModel;
import dev.tenon.api.platform.Embedding;
import dev.tenon.embeddings.SentenceEmbeddings;
import dev.tenon.model.store.FileModelStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

/** Newer versions of this bundle replace older ones in a running framework while callers embed. */
@Timeout(120)
class EncoderSwapTest {
    private static final Path CLASSES = Path.of("target/classes");

    @TempDir
    private Path temp;

    @Test
    void noCallFailsWhileNewerVersionsReplaceOlderOnes() throws Exception {
        Framework framework = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        temp.resolve("bundles").toString(),
                        Constants.FRAMEWORK_SYSTEMCAPABILITIES_EXTRA,
                        "tenon.host;version:Version=\"1.0.0\"",
                        "tenon.home",
                        temp.resolve("home").toString()));
        framework.start();
        FileModelStore store = new FileModelStore(framework.getBundleContext());
        try (Inferences inference = new Inferences(store)) {
            swap(framework, store, new SentenceEmbeddings(store, inference));
        } finally {
            framework.stop();
            framework.waitForStop(10_000);
        }
    }

    private static void swap(Framework framework, FileModelStore store, SentenceEmbeddings embeddings)
            throws Exception {
        Bundle current = start(framework, 1);
        AtomicBoolean end = new AtomicBoolean();
        ExecutorService pool = Executors.newFixedThreadPool(3);
        List<Future<Integer>> callers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            callers.add(pool.submit(caller(embeddings, "caller " + i, end)));
        }
        for (int version = 2; version <= 6; version++) {
            Optional<InstalledModel> before = store.find("tenon-embed");
            Bundle next = start(framework, version);
            assertThat(store.find("tenon-embed"))
                    .as("version %s", version)
                    .isPresent()
                    .isNotEqualTo(before);
            embeddings.embed(List.of("now " + version));
            current.uninstall();
            embeddings.embed(List.of("then " + version));
            current = next;
        }
        // Replaced in place, the bundle is away for a moment.
        current.update(jar(7));
        embeddings.embed(List.of("at last"));
        end.set(true);
        pool.shutdown();
        assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        for (Future<Integer> caller : callers) {
            assertThat(caller.get()).isPositive();
        }
    }

    private static Callable<Integer> caller(SentenceEmbeddings embeddings, String name, AtomicBoolean end) {
        return () -> {
            int calls = 0;
            while (!end.get()) {
                List<Embedding> two = embeddings.embed(List.of(name + " asks " + calls, name));
                assertThat(two.get(0).cosine(two.get(0))).isGreaterThan(0.999);
                calls++;
            }
            return calls;
        };
    }

    private static Bundle start(Framework framework, int version) throws Exception {
        Bundle bundle = framework.getBundleContext().installBundle("test:" + version, jar(version));
        bundle.start();
        return bundle;
    }

    /** The bundle as it is built, with another version and another descriptor. */
    private static InputStream jar(int version) throws IOException {
        Manifest manifest;
        try (InputStream in = Files.newInputStream(CLASSES.resolve("META-INF/MANIFEST.MF"))) {
            manifest = new Manifest(in);
        }
        manifest.getMainAttributes().putValue(Constants.BUNDLE_VERSION, "1.0." + version);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest);
                Stream<Path> files = Files.walk(CLASSES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = CLASSES.relativize(file).toString().replace('\\', '/');
                if (!name.equals("META-INF/MANIFEST.MF")) {
                    jar.putNextEntry(new ZipEntry(name));
                    jar.write(name.endsWith("/descriptor.json") ? descriptor(file, version) : Files.readAllBytes(file));
                }
            }
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    /** The same to read, and of another digest: the store keeps it apart. */
    private static byte[] descriptor(Path file, int version) throws IOException {
        return (Files.readString(file) + " ".repeat(version)).getBytes(StandardCharsets.UTF_8);
    }
}
