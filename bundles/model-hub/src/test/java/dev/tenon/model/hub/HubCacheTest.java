// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.api.model.InstalledModel;
import dev.tenon.runtime.ModelRefusedException;
import dev.tenon.runtime.ModelRefusedException.Reason;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the hub's own client has kept is used, if it proves to be what it is called. */
@Timeout(60)
class HubCacheTest extends HubTest {
    @Test
    void takesWhatTheHubsClientHasKept() throws IOException {
        importer.environment.put("HF_ENDPOINT", "http://127.0.0.1:" + free());
        importer.environment.put("HF_HOME", temp.resolve("hf").toString());
        keep("model.onnx", Onnx.MATMUL, "SHA-256");
        keep("config.json", HubServer.bytes("{\"architectures\": [\"XForSequenceClassification\"]}"), "SHA-1");
        InstalledModel model = importer.add("hf:acme/Triple");
        assertThat(model.file()).hasBinaryContent(Onnx.MATMUL);
        assertThat(model.descriptor().task()).isEqualTo("text-classification");
        importer.environment.put("HF_HUB_OFFLINE", "1");
        importer.environment.put("HF_ENDPOINT", importer.server.endpoint());
        assertThat(importer.add("hf:acme/Triple@" + HubServer.COMMIT)).isEqualTo(model);
        assertThat(importer.refused("hf:acme/other"))
                .hasMessageStartingWith("HF_HUB_OFFLINE forbids to ask")
                .hasMessageContaining("holds nothing of acme/other in revision main");
        assertThat(importer.server.requests).isEmpty();
    }

    @Test
    void fetchesWhatIsDamagedInTheClientsCache() throws IOException {
        importer.environment.put("HF_HOME", temp.resolve("hf").toString());
        importer.addTriple(Onnx.MATMUL);
        Path blob = keep("model.onnx", Onnx.MATMUL, "SHA-256");
        assertThat(importer.add("hf:acme/Triple").file()).hasBinaryContent(Onnx.MATMUL);
        assertThat(importer.server.ranges).isEmpty();
        importer.store().remove("triple");
        Files.write(blob, new byte[Onnx.MATMUL.length]);
        assertThat(importer.add("hf:acme/Triple").file()).hasBinaryContent(Onnx.MATMUL);
        assertThat(importer.server.ranges).hasSize(1);
        importer.store().remove("triple");
        importer.environment.put("HF_HUB_OFFLINE", "1");
        Path config = keep("config.json", HubServer.bytes("{\"architectures\": [\"XForMaskedLM\"]}"), "SHA-1");
        assertThat(importer.refused("hf:acme/Triple"))
                .hasMessage("model.onnx is not on this machine, and the hub is not to be asked for it")
                .extracting(ModelRefusedException::reason)
                .isEqualTo(Reason.UNREACHABLE);
        Files.writeString(config, "{}");
        assertThat(importer.refused("hf:acme/Triple"))
                .hasMessageContaining("config.json of acme/Triple is damaged in " + temp.resolve("hf/hub"));
    }

    /** As the client lays a file down: a blob, a link to it, and what main is. */
    private Path keep(String path, byte[] content, String algorithm) throws IOException {
        Path folder = Files.createDirectories(temp.resolve("hf/hub/models--acme--Triple"));
        Path snapshot = Files.createDirectories(folder.resolve("snapshots").resolve(HubServer.COMMIT));
        Path blob = Files.createDirectories(folder.resolve("blobs")).resolve(HubServer.digest(algorithm, content));
        Files.write(blob, content);
        Files.createSymbolicLink(
                snapshot.resolve(path),
                Path.of("../../blobs", blob.getFileName().toString()));
        Files.writeString(Files.createDirectories(folder.resolve("refs")).resolve("main"), HubServer.COMMIT);
        return blob;
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
