// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class SampledLinesTest {
    private static JsonNode models(String rest) throws IOException {
        return JsonMapper.builder().build().readTree("""
                {"sampled": [{"model": "m", "samples": 40, "most": 512, "bytes": 2048, "calls": 41, %s}]}
                """.formatted(rest));
    }

    @Test
    void saysWhatIsKept() throws Exception {
        JsonNode models = models("\"reference\": \"\", \"drift\": -1, \"outcome\": \"\"");
        assertThat(SampledLines.of(models, "m"))
                .containsExactly("Calls are kept: 40 of at most 512 (2.0 KB), drawn from the last 41.");
        assertThat(SampledLines.of(models, "other")).isEmpty();
        assertThat(SampledLines.of(models.path("nothing"), "m")).isEmpty();
    }

    @Test
    void saysWhatTheyWereComparedWithAndWhatCameOfIt() throws Exception {
        assertThat(SampledLines.of(
                        models("\"reference\": \"the samples\", \"drift\": 0.5, \"limit\": 0.25, \"outside\": 0.125,"
                                + " \"compared\": \"2026-01-01T00:00:00Z\", \"recalibrated\": \"2026-01-02T00:00:00Z\","
                                + " \"outcome\": \"is in use\""),
                        "m"))
                .endsWith(
                        "Drift 0.50 (limit 0.25, 12.5 % outside the range) from the samples, 2026-01-01T00:00:00Z.",
                        "Calibrated anew 2026-01-02T00:00:00Z: is in use.");
        assertThat(SampledLines.of(models("\"reference\": \"the first calls\", \"drift\": -1"), "m"))
                .endsWith("To be compared with the first calls.");
    }
}
