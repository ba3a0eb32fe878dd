// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.runtime.ModelHub;
import dev.tenon.runtime.ModelHub.Listing;
import dev.tenon.runtime.ModelHub.RemoteFile;
import dev.tenon.runtime.ModelRefusedException;
import dev.tenon.runtime.ModelRefusedException.Reason;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is a hub's, and what is taken from one. */
class HubsTest {
    private static final ModelHub HUB = new ModelHub() {
        @Override
        public String scheme() {
            return "hf";
        }

        @Override
        public Optional<String> reference(URI address) {
            return Optional.empty();
        }

        @Override
        public Found find(String reference) {
            throw new AssertionError(reference);
        }

        @Override
        public Listing list(String reference, List<String> companions) {
            throw new AssertionError(reference);
        }
    };

    @TempDir
    private Path temp;

    @Test
    void readsASchemeInAnyCaseAndNoFileAsAReference() throws IOException {
        Hubs hubs = new Hubs(List.of(HUB));
        assertThat(hubs.of("HF:acme/X").map(Hubs.Asked::reference)).contains("hf:acme/X");
        // Where the build runs: only a relative name has no slash before its colon.
        Path named = Files.writeString(Path.of("ab:c.onnx"), "a model");
        try {
            assertThat(hubs.of(named.toString())).isEmpty();
        } finally {
            Files.delete(named);
        }
    }

    @Test
    void takesNoFileThatNoDigestProvesAndNoneTwice() throws IOException {
        assertThatThrownBy(() -> bring(
                        new RemoteFile("model.onnx", List.of(), List.of(), Optional.empty(), Optional.empty(), 0)))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining("neither a SHA-256 nor a Git blob of model.onnx")
                .extracting(refusal -> ((ModelRefusedException) refusal).reason())
                .isEqualTo(Reason.UNTRUSTED);
        Path copy = Files.writeString(temp.resolve("copy"), "a model");
        RemoteFile file = new RemoteFile(
                "model.onnx", List.of(), List.of(copy), Optional.of(Digest.of(copy)), Optional.empty(), 7);
        assertThatThrownBy(() -> bring(file, file)).hasMessageContaining("two files would be kept as model.onnx");
    }

    private void bring(RemoteFile... files) throws IOException {
        Path folder = Files.createTempDirectory(temp, "staged");
        Downloads downloads = new Downloads(temp.resolve("parts"), Duration.ofSeconds(5));
        ModelJson json = ModelJson.parse("test", "{\"id\": \"x\"}".getBytes(StandardCharsets.UTF_8));
        new HubFiles(new Staging(downloads, Optional.empty(), folder, (done, total) -> {}))
                .bring(json, new Listing("hf:acme/x", List.of(files)));
    }

    @Test
    void followsNoRedirectToOpenGround() {
        URI hub = URI.create("https://hub.example.org/a?key=1");
        assertThat(Addresses.next(hub, "/b")).isEqualTo(URI.create("https://hub.example.org/b"));
        assertThat(Addresses.next(URI.create("http://127.0.0.1:1/a"), "http://localhost:2/b"))
                .hasPort(2);
        for (String location : List.of(
                "http://127.0.0.1/b?sig=secret",
                "http://hub.example.org/b?sig=secret",
                "https:b?sig=secret",
                "ftp://localhost/b?sig=secret",
                "a b?sig=secret")) {
            assertThatThrownBy(() -> Addresses.next(hub, location))
                    .as(location)
                    .isInstanceOf(ModelRefusedException.class)
                    .message()
                    .startsWith("https://hub.example.org/a redirects to ")
                    .doesNotContain("secret");
        }
    }
}
