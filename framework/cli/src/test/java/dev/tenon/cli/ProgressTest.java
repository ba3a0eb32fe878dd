// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    private Progress progress(boolean terminal) {
        return new Progress(new PrintStream(shown, true, StandardCharsets.UTF_8), terminal);
    }

    private static JsonNode job(String steps, long done, long total) throws JsonProcessingException {
        return Home.MAPPER.readTree("{\"state\":\"running\",\"steps\":[" + steps + "],\"doneBytes\":" + done
                + ",\"totalBytes\":" + total + "}");
    }

    @Test
    void drawsABarOnATerminalAndWipesIt() throws JsonProcessingException {
        Progress progress = progress(true);
        progress.show(job("\"fetch\"", 500, 1000));
        assertThat(shown.toString(StandardCharsets.UTF_8)).contains("[############------------] 50 % of 1.0 KB  fetch");
        progress.end();
        assertThat(shown.toString(StandardCharsets.UTF_8)).endsWith(" \r");
    }

    @Test
    void drawsNothingAnewThatDidNotChange() throws JsonProcessingException {
        Progress progress = progress(true);
        progress.show(job("\"fetch\"", 0, 0));
        int before = shown.size();
        progress.show(job("\"fetch\"", 0, 0));
        assertThat(shown.size()).isEqualTo(before);
    }

    @Test
    void printsALinePerStepElsewhere() throws JsonProcessingException {
        Progress progress = progress(false);
        progress.show(job("\"a\"", 0, 0));
        progress.show(job("\"a\",\"b\"", 5, 10));
        assertThat(shown.toString(StandardCharsets.UTF_8)).isEqualTo("a\nb\n");
    }

    @Test
    void printsTheStepsOfEachOfSeveralJobs() throws JsonProcessingException {
        Progress progress = progress(false);
        progress.show(Home.MAPPER.readTree("{\"id\":\"1\",\"steps\":[\"a\"]}"));
        progress.show(Home.MAPPER.readTree("{\"id\":\"2\",\"steps\":[\"a\"]}"));
        assertThat(shown.toString(StandardCharsets.UTF_8)).isEqualTo("a\na\n");
    }

    @Test
    void saysOnceThatAJobWaitsForLong() throws JsonProcessingException {
        Progress progress = progress(false);
        JsonNode queued = Home.MAPPER.readTree("{\"id\":\"1\",\"state\":\"queued\"}");
        progress.show(queued);
        assertThat(shown.size()).isZero();
        for (int i = 0; i < 20; i++) {
            progress.show(queued);
        }
        assertThat(shown.toString(StandardCharsets.UTF_8)).isEqualTo("waits for other work to end\n");
    }
}
