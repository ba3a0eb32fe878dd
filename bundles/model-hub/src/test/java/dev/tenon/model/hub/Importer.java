// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tenon.api.model.InstalledModel;
import dev.tenon.model.store.FileModelStore;
import dev.tenon.runtime.ModelRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The real store with the real backend, a hub of our own, and the environment that it is found by. */
final class Importer implements AutoCloseable {
    final Map<String, String> environment = new TreeMap<>();
    final HubServer server = new HubServer();
    private final Path temp;

    Importer(Path temp) throws IOException {
        this.temp = temp;
        environment.put("HF_ENDPOINT", server.endpoint());
    }

    FileModelStore store(String... mirrors) throws IOException {
        FileModelStore store =
                new FileModelStore(temp.resolve("home"), Optional.empty(), Duration.ofSeconds(5), model -> {});
        store.addBackend(Onnx.BACKEND);
        store.addHub(new HuggingFaceHub(environment, temp, List.of(mirrors)));
        return store;
    }

    InstalledModel add(String reference, String... mirrors) throws IOException {
        return store(mirrors).add(reference, Optional.empty(), (done, total) -> {});
    }

    ModelRefusedException refused(String reference, String... mirrors) {
        ModelRefusedException refusal =
                catchThrowableOfType(ModelRefusedException.class, () -> add(reference, mirrors));
        assertThat(refusal).as("a refusal").isNotNull();
        assertThat(refusal.getMessage()).doesNotContain("\n");
        return refusal;
    }

    static Map<String, byte[]> files(Object... pairs) {
        Map<String, byte[]> files = new TreeMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            files.put(
                    (String) pairs[i],
                    pairs[i + 1] instanceof String text ? HubServer.bytes(text) : (byte[]) pairs[i + 1]);
        }
        return files;
    }

    List<String> kept(String folder) throws IOException {
        try (Stream<Path> files = Files.list(temp.resolve("home/models").resolve(folder))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    void addTriple(byte[] model) {
        server.add("acme/Triple", files("model.onnx", model)).put("pipeline_tag", "tabular-regression");
    }

    @Override
    public void close() {
        server.close();
    }
}
