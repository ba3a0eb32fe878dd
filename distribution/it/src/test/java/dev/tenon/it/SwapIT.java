// SPDX-License-Identifier: Apache-2.0
package dev.tenon.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The encoder and the router are replaced by newer releases, and back, while people ask. */
class SwapIT {
    private static final int SOME = 40;
    private static final String ROUTER = "dev.tenon.router.adaptive";
    private static final String ENCODER = "dev.tenon.model.embed";

    /** How the router begins its reason, and how its newer release does: as long, so that the class stays valid. */
    private static final String OLD_WORD = "like '";

    private static final String NEW_WORD = "near '";

    private static Up up;
    private static Operator operator;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        operator = new Operator(Work.folder("home"));
        up = Up.start(operator);
        operator.tenon("market", "token", "--publisher", "tenon", "--namespace", "dev.tenon")
                .done();
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        up.close();
        Work.delete(operator.home());
    }

    @Test
    void theEncoder() throws Exception {
        String first = encoder();
        operator.tenon("market", "publish", Encoder.newer(folder, "1.1.0").toString())
                .done();
        try (Askers askers = new Askers(up, 3)) {
            askers.goOn(SOME);
            operator.tenon("plugin", "update", "model-embed").done();
            askers.goOn(SOME);
            assertThat(version(ENCODER)).isEqualTo("1.1.0");
            assertThat(encoder()).isEqualTo(Encoder.sha256("1.1.0")).isNotEqualTo(first);

            operator.tenon("plugin", "remove", "model-embed").done();
            askers.goOn(SOME);
            assertThat(version(ENCODER)).isEqualTo("1.0.0");
            assertThat(encoder()).isEqualTo(first);
        }
    }

    @Test
    void theRouter() throws Exception {
        operator.tenon("market", "publish", newerRouter().toString()).done();
        assertThat(reason()).contains(OLD_WORD).doesNotContain(NEW_WORD);
        try (Askers askers = new Askers(up, 3)) {
            askers.goOn(SOME);
            operator.tenon("plugin", "update", "router-adaptive").done();
            askers.goOn(SOME);
            assertThat(version(ROUTER)).isEqualTo("1.1.0");
            assertThat(reason()).contains(NEW_WORD).doesNotContain(OLD_WORD);

            operator.tenon("plugin", "remove", "router-adaptive").done();
            askers.goOn(SOME);
            assertThat(version(ROUTER)).isEqualTo("1.0.0");
            assertThat(reason()).contains(OLD_WORD).doesNotContain(NEW_WORD);
        }
    }

    private Path newerRouter() throws IOException {
        AtomicInteger found = new AtomicInteger();
        Path jar = Jars.newer(folder, "tenon-router-adaptive", "1.1.0", (name, content) -> {
            String text = new String(content, StandardCharsets.ISO_8859_1);
            if (!name.endsWith(".class") || !text.contains(OLD_WORD)) {
                return content;
            }
            found.incrementAndGet();
            return text.replace(OLD_WORD, NEW_WORD).getBytes(StandardCharsets.ISO_8859_1);
        });
        assertThat(found).as("classes of the router that say " + OLD_WORD).hasPositiveValue();
        return jar;
    }

    /** What a trace says of the router's choice. */
    private static String reason() throws IOException {
        JsonNode answer = up.admin("POST", "ask", "{\"text\": \"现在东京几点?\"}").json();
        JsonNode trace =
                up.admin("GET", "traces/" + answer.path("traceId").asText(), "").json();
        return trace.path("steps").findValuesAsText("detail").toString();
    }

    private static String version(String plugin) throws IOException {
        return only(up.admin("GET", "plugins", "").json().path("plugins").findParents("id").stream()
                .filter(each -> each.path("id").asText().equals(plugin))
                .map(each -> each.path("version").asText())
                .toList());
    }

    private static String encoder() throws IOException {
        return only(up.admin("GET", "models", "").json().path("installed").findParents("sha256").stream()
                .filter(each -> each.path("descriptor").path("id").asText().equals("tenon-embed"))
                .map(each -> each.path("sha256").asText())
                .toList());
    }

    private static String only(List<String> values) {
        assertThat(values).hasSize(1);
        return values.get(0);
    }
}
