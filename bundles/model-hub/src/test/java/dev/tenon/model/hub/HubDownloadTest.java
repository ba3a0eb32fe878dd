// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.runtime.ModelRefusedException;
import dev.tenon.runtime.ModelRefusedException.Reason;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What goes wrong on the way, and where the token goes. */
@Timeout(60)
class HubDownloadTest extends HubTest {
    @Test
    void keepsTheTokenFromTheStoreThatTheHubRedirectsTo() throws IOException {
        importer.addTriple(Onnx.MATMUL);
        importer.server.gates = Map.of("acme/Triple", "hf_secret");
        importer.environment.put("HF_TOKEN", "hf_secret");
        importer.add("hf:acme/Triple");
        assertThat(importer.server.tokens).isNotEmpty().containsOnly("Bearer hf_secret");
        assertThat(importer.server.ranges).hasSize(1);
        assertThat(importer.server.tokensAtStore).isEmpty();
    }

    @Test
    void takesTheAddressOfTheHubsPageForAReference() throws IOException {
        importer.addTriple(Onnx.MATMUL);
        assertThat(importer.add(importer.server.endpoint() + "/acme/Triple").file())
                .hasBinaryContent(Onnx.MATMUL);
    }

    @Test
    void fetchesOnlyWhatHasChanged() throws IOException {
        importer.addTriple(Onnx.MATMUL);
        importer.add("hf:acme/Triple");
        assertThat(importer.add("hf:acme/Triple").file()).hasBinaryContent(Onnx.MATMUL);
        assertThat(importer.server.ranges).hasSize(1);
        importer.addTriple(Onnx.padded(Onnx.MATMUL, 10));
        assertThat(importer.add("hf:acme/Triple").bytes()).isGreaterThan(Onnx.MATMUL.length);
        assertThat(importer.server.ranges).hasSize(2);
    }

    @Test
    void goesOnWhereTheConnectionWasCut() throws IOException {
        byte[] model = Onnx.padded(Onnx.MATMUL, 300_000);
        importer.addTriple(model);
        importer.server.cutAfter = 120_000;
        assertThat(importer.add("hf:acme/Triple").file()).hasBinaryContent(model);
        assertThat(importer.server.ranges).hasSizeGreaterThan(1).first().isEqualTo("null");
        assertThat(importer.server.ranges.subList(1, importer.server.ranges.size()))
                .allMatch(range -> range.startsWith("bytes="));
        assertThat(importer.kept(".downloads")).isEmpty();
    }

    @Test
    void keepsNothingOfOtherBytes() throws IOException {
        importer.addTriple(Onnx.padded(Onnx.MATMUL, 1000));
        importer.server.isSpoilt = true;
        ModelRefusedException refusal = importer.refused("hf:acme/Triple");
        assertThat(refusal.reason()).isEqualTo(Reason.UNTRUSTED);
        assertThat(refusal).hasMessageContaining("SHA-256").hasMessageContaining("was expected");
        assertThat(importer.kept("")).containsExactly(".downloads");
        assertThat(importer.kept(".downloads")).isEmpty();
    }

    @Test
    void asksAMirrorWithoutTheToken() throws IOException {
        importer.environment.put("HF_TOKEN", "hf_secret");
        try (HubServer mirror = new HubServer()) {
            mirror.add("acme/Triple", Importer.files("model.onnx", Onnx.MATMUL))
                    .put("pipeline_tag", "tabular-regression");
            importer.server.status = 503;
            assertThat(importer.add("hf:acme/Triple", mirror.endpoint()).file()).hasBinaryContent(Onnx.MATMUL);
            assertThat(mirror.tokens).isEmpty();
            assertThat(mirror.tokensAtStore).isEmpty();
            assertThat(importer.server.tokens).isNotEmpty();
        }
    }

    @Test
    void goesOnAtAMirrorWithWhatTheHubHadSent() throws IOException {
        byte[] model = Onnx.padded(Onnx.MATMUL, 300_000);
        importer.addTriple(model);
        importer.server.cutAfter = 50_000;
        assertThat(importer.refused("hf:acme/Triple").reason()).isEqualTo(Reason.UNREACHABLE);
        importer.server.status = 503;
        try (HubServer mirror = new HubServer()) {
            mirror.add("acme/Triple", Importer.files("model.onnx", model)).put("pipeline_tag", "tabular-regression");
            assertThat(importer.add("hf:acme/Triple", mirror.endpoint()).file()).hasBinaryContent(model);
            assertThat(mirror.ranges).hasSize(1).first().asString().startsWith("bytes=");
        }
    }
}
