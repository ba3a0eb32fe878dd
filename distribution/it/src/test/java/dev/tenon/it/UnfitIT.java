// SPDX-License-Identifier: Apache-2.0
package dev.tenon.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Skills and models that are not as they should be: asked back about, left out, never invoked wrongly. */
class UnfitIT {
    private static final String MINUTES = """
            {"type": "object", "required": ["minutes"], "additionalProperties": false,
             "properties": {"minutes": {"type": "integer", "minimum": 1, "description": "minutes of steeping"}}}
            """;

    private static Up up;
    private static Operator operator;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        operator = new Operator(Work.folder("home"));
        up = Up.start(operator);
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        up.close();
        Work.delete(operator.home());
    }

    @Test
    void asksBackWhichOfTwoPluginsWithTheSameExamplesIsMeant() throws Exception {
        String request = "steep my oolong tea";
        for (String twin : List.of("org.example.teapot", "org.example.samovar")) {
            Path jar = new SkillJar(twin)
                    .examples(request, "make me some oolong", "put the kettle on for oolong")
                    .write(folder);
            operator.tenon("plugin", "install", jar.toString(), "--unsigned").done();
        }
        try {
            JsonNode answer = ask(request);
            assertThat(answer.path("outcome").asText()).as(answer.toString()).isEqualTo("asked-back");
            assertThat(answer.path("text").asText()).contains("teapot", "samovar");
            operator.ask(request).refused("teapot", "samovar");
        } finally {
            operator.tenon("plugin", "remove", "teapot").done();
        }
        assertThat(ask(request).path("text").asText()).contains(FixtureSkill.INVOKED);
        operator.tenon("plugin", "remove", "samovar").done();
    }

    @Test
    void neverInvokesASkillWithWhatItsSchemaForbids() throws Exception {
        String id = "org.example.contrary";
        String request = "steep the oolong strong";
        Path jar = new SkillJar(id)
                .schema(MINUTES)
                .examples(request, "make the oolong weak", "oolong as grandmother had it")
                .understands("strong")
                .write(folder);
        operator.tenon("plugin", "install", jar.toString(), "--unsigned").done();
        try {
            JsonNode answer = ask(request);
            assertThat(answer.path("answered").asBoolean(true))
                    .as(answer.toString())
                    .isFalse();
            assertThat(answer.path("text").asText()).isNotBlank().doesNotContain(FixtureSkill.INVOKED);
            assertThat(operator.log()).contains(id + "/steep understood arguments that do not fit its own schema");
        } finally {
            operator.tenon("plugin", "remove", "contrary").done();
        }
    }

    @Test
    void asksForWhatASkillNeedsAndItsExamplesDoNotSay() throws Exception {
        Path jar = new SkillJar("org.example.forgetful")
                .schema(MINUTES)
                .examples("steep the oolong strong", "make the oolong weak", "steep the oolong for a while")
                .write(folder);
        operator.tenon("plugin", "install", jar.toString(), "--unsigned").done();
        try {
            JsonNode answer = ask("steep the oolong strong");
            assertThat(answer.path("outcome").asText()).as(answer.toString()).isEqualTo("asked-back");
            assertThat(answer.path("text").asText()).contains("minutes of steeping");
            assertThat(ask("steep the oolong for 4 minutes").path("text").asText())
                    .isEqualTo(FixtureSkill.INVOKED + "{minutes=4}");
        } finally {
            operator.tenon("plugin", "remove", "forgetful").done();
        }
    }

    @Test
    void leavesASkillOutWhoseSchemaIsNone() throws Exception {
        Path jar = new SkillJar("org.example.broken")
                .schema("minutes, as many as you like")
                .examples("steep the oolong strong")
                .write(folder);
        operator.tenon("plugin", "install", jar.toString(), "--unsigned").done();
        try {
            JsonNode answer = ask("steep the oolong strong");
            assertThat(answer.path("answered").asBoolean(true))
                    .as(answer.toString())
                    .isFalse();
            assertThat(operator.log()).contains("the arguments schema is no JSON");
            assertThat(ask("what is 6 * 7?").path("text").asText()).contains("42");
        } finally {
            operator.tenon("plugin", "remove", "broken").done();
        }
    }

    @Test
    void routesByWordsAloneWithoutItsEncoder() throws Exception {
        Path spoiled = Encoder.spoiled(folder, "1.0.1");
        operator.tenon("plugin", "install", spoiled.toString(), "--unsigned").done();
        try {
            assertThat(models()).doesNotContain("tenon-embed");
            assertThat(operator.log())
                    .contains("models/tenon-embed/descriptor.json of dev.tenon.model.embed 1.0.1 is refused")
                    .contains("model.onnx is not the file that its descriptor states");
            assertThat(ask("现在东京几点?").path("text").asText()).contains("东京");
            assertThat(ask("42.195公里是多少英里").path("text").asText()).contains("skill-units");
            assertThat(ask("colourless green ideas sleep furiously")
                            .path("answered")
                            .asBoolean(true))
                    .isFalse();
        } finally {
            operator.tenon("plugin", "remove", "model-embed").done();
        }
        assertThat(models()).contains("tenon-embed");
    }

    private static List<String> models() throws IOException {
        return up.admin("GET", "models", "").json().path("installed").findParents("sha256").stream()
                .map(model -> model.path("descriptor").path("id").asText())
                .toList();
    }

    private static JsonNode ask(String request) throws IOException {
        return up.admin("POST", "ask", new ObjectMapper().writeValueAsString(Map.of("text", request)))
                .json();
    }
}
