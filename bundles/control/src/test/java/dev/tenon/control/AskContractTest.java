// SPDX-License-Identifier: Apache-2.0
package dev.tenon.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** What the language of a request and the id of a trace may be. */
class AskContractTest extends ControlTest {
    @Test
    void takesTheBeginningOfATracesId() throws Exception {
        String one = post(200, "ask", "{\"text\":\"240\"}").path("traceId").asText();
        String other = post(200, "ask", "{\"text\":\"240\"}").path("traceId").asText();
        assertThat(get("traces/" + one.substring(0, 5)).path("id").asText()).isEqualTo(one);
        JsonNode both = json(send("GET", "traces/0000", "", TOKEN).body()).path("error");
        assertThat(both.path("code").asText()).isEqualTo("ambiguous-trace");
        assertThat(both.path("message").asText()).contains("traces begin with 0000", one, other);
        assertThat(send("GET", "traces/0000", "", TOKEN).statusCode()).isEqualTo(409);
        assertThat(send("GET", "traces/" + one.substring(1, 5), "", TOKEN).statusCode())
                .as("in the middle")
                .isEqualTo(404);
        assertThat(send("GET", "traces/000", "", TOKEN).statusCode())
                .as("too short")
                .isEqualTo(404);
    }

    @Test
    void answersInTheLanguageOfTheTextUnlessToldOtherwise() throws Exception {
        assertThat(post(200, "ask", "{\"text\":\"多少英里？\"}").path("text").asText())
                .contains("市场");
        assertThat(post(200, "ask", "{\"text\":\"多少英里？\",\"language\":\"en\"}")
                        .path("text")
                        .asText())
                .contains("a plugin can");
    }
}
