// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.runtime.ModelRefusedException;
import dev.tenon.runtime.ModelRefusedException.Reason;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who is believed what: nothing without a digest, no mirror about what is not there, no redirect to open ground. */
@Timeout(60)
class HubTrustTest {
    @TempDir
    private Path temp;

    private Importer importer;

    @BeforeEach
    void serve() throws IOException {
        importer = new Importer(temp);
        importer.environment.put("HF_HOME", temp.resolve("hf").toString());
    }

    @AfterEach
    void stop() {
        importer.close();
    }

    @Test
    void takesNoFileThatNoDigestProves() {
        importer.addTriple(Onnx.MATMUL);
        importer.server.isSilent = true;
        assertThat(importer.refused("hf:acme/Triple"))
                .hasMessageContaining("tells neither a SHA-256 nor a Git blob of model.onnx")
                .extracting(ModelRefusedException::reason)
                .isEqualTo(Reason.UNTRUSTED);
        importer.server.add("acme/Triple", Importer.files("model.onnx", Onnx.MATMUL, "config.json", "{}"));
        assertThat(importer.refused("hf:acme/Triple"))
                .hasMessageContaining("tells neither a SHA-256 nor a Git blob of config.json")
                .extracting(ModelRefusedException::reason)
                .isEqualTo(Reason.UNTRUSTED);
    }

    @Test
    void believesNoMirrorThatSomethingIsNotThere() throws IOException {
        importer.server.status = 503;
        try (HubServer empty = new HubServer();
                HubServer full = new HubServer()) {
            full.add("acme/Triple", Importer.files("model.onnx", Onnx.MATMUL))
                    .put("pipeline_tag", "tabular-regression");
            ModelRefusedException refusal = importer.refused("hf:acme/Triple", empty.endpoint());
            assertThat(refusal.reason()).isEqualTo(Reason.UNREACHABLE);
            assertThat(refusal)
                    .hasMessageContaining(importer.server.endpoint() + " answers with status 503")
                    .hasMessageContaining(empty.endpoint() + " answers with status 401");
            assertThat(importer.add("hf:acme/Triple", empty.endpoint(), full.endpoint())
                            .file())
                    .hasBinaryContent(Onnx.MATMUL);
        }
    }

    @Test
    void asksAMirrorWhereTheHubHasHadTooManyRequests() throws IOException {
        importer.server.status = 429;
        try (HubServer mirror = new HubServer()) {
            mirror.add("acme/Triple", Importer.files("model.onnx", Onnx.MATMUL))
                    .put("pipeline_tag", "tabular-regression");
            assertThat(importer.add("hf:acme/Triple", mirror.endpoint()).file()).hasBinaryContent(Onnx.MATMUL);
        }
    }

    @Test
    void refusesASizeThatIsNoNumber() {
        assertThat(Visit.size(said("12"), 3)).isEqualTo(12);
        assertThat(Visit.size(HttpHeaders.of(Map.of(), (name, value) -> true), 3))
                .isEqualTo(3);
        assertThatThrownBy(() -> Visit.size(said("many"), 3))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining("X-Linked-Size is 'many'");
    }

    private static HttpHeaders said(String size) {
        return HttpHeaders.of(Map.of("X-Linked-Size", List.of(size)), (name, value) -> true);
    }

    @Test
    void refusesTwoFilesOfOneName() {
        importer.addTriple(Onnx.MATMUL);
        HuggingFaceHub hub = new HuggingFaceHub(importer.environment, temp, List.of());
        assertThatThrownBy(() -> hub.list("hf:acme/Triple", List.of("model.onnx")))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining("would both be kept as model.onnx; name each file once");
    }

    @Test
    void saysThatTheClientsCacheCannotBeRead() throws IOException {
        importer.environment.put("HF_HUB_OFFLINE", "1");
        Path folder = temp.resolve("hf/hub/models--acme--Triple/snapshots").resolve(HubServer.COMMIT);
        Files.createDirectories(folder);
        Files.createSymbolicLink(folder.resolve("ring"), folder);
        assertThat(importer.refused("hf:acme/Triple@" + HubServer.COMMIT))
                .hasMessageContaining("cannot be read")
                .extracting(ModelRefusedException::reason)
                .isEqualTo(Reason.UNREACHABLE);
    }

    @Test
    void saysWhatToDoAboutAPictureThatDoesNotFit() {
        importer.server
                .add(
                        "acme/Triple",
                        Importer.files(
                                "model.onnx",
                                Onnx.MATMUL,
                                "preprocessor_config.json",
                                "{\"size\": {\"height\": 4, \"width\": 4}}"))
                .put("pipeline_tag", "image-classification");
        assertThat(importer.refused("hf:acme/Triple"))
                .hasMessageContaining("a picture would become")
                .hasMessageContaining("with --descriptor FILE");
    }

    @Test
    void followsNoRedirectToOpenGround() throws IOException {
        URI hub = URI.create("https://hub.example.org/a?key=1");
        assertThat(Addresses.next(hub, "/b")).isEqualTo(URI.create("https://hub.example.org/b"));
        assertThat(Addresses.next(URI.create("http://127.0.0.1:1/a"), "http://localhost:2/b"))
                .hasPort(2);
        for (String location : new String[] {
            "http://127.0.0.1/b?sig=secret",
            "http://hub.example.org/b?sig=secret",
            "https:b?sig=secret",
            "ftp://localhost/b?sig=secret",
            "a b?sig=secret"
        }) {
            assertThatThrownBy(() -> Addresses.next(hub, location))
                    .as(location)
                    .isInstanceOf(IOException.class)
                    .message()
                    .startsWith("it redirects to ")
                    .doesNotContain("secret");
        }
    }
}
