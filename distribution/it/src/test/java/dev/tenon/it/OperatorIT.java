// SPDX-License-Identifier: Apache-2.0
package dev.tenon.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A day of an operator: what the README promises, with the distribution as it ships. */
class OperatorIT {
    private static Up up;
    private static Operator operator;

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
    void theReadyLineSaysWhereHostAndMarketplaceAnswer() throws Exception {
        assertThat(up.readyMs()).isBetween(1L, 60_000L);
        assertThat(Http.get(up.host().resolve("/healthz")).status()).isEqualTo(200);
        assertThat(Http.get(up.market().resolve("/healthz")).status()).isEqualTo(200);
        JsonNode status = operator.tenon("status", "--json").done().json();
        assertThat(status.path("url").asText()).isEqualTo(up.host().toString());
        assertThat(status.path("market").path("url").asText())
                .isEqualTo(up.market().toString());
    }

    @Test
    void calculates() throws Exception {
        assertThat(operator.ask("what is 17.5 % of 240?").done().out()).contains("42");
    }

    @Test
    void tellsTheTimeInTokyo() throws Exception {
        ZoneId tokyo = ZoneId.of("Asia/Tokyo");
        DateTimeFormatter minutes = DateTimeFormatter.ofPattern("HH:mm");
        LocalTime before = LocalTime.now(tokyo);
        String answer = operator.ask("what time is it in Tokyo?").done().out();
        assertThat(List.of(before.format(minutes), LocalTime.now(tokyo).format(minutes)))
                .anySatisfy(time -> assertThat(answer).contains(time));
    }

    @Test
    void installsWhatItCannotAnswerAndRemovesIt() throws Exception {
        String miles = "how many miles is 42.195 km?";
        operator.ask(miles).refused("skill-units");
        JsonNode nobody = operator.tenon("ask", "--json", miles).json();
        assertThat(nobody.path("answered").asBoolean(true)).isFalse();
        assertThat(nobody.path("suggest").path(0).path("id").asText()).isEqualTo("dev.tenon.skill.units");

        operator.tenon("plugin", "install", "skill-units").done();
        assertThat(operator.ask(miles).done().out()).contains("26.2");
        assertThat(operator.tenon("plugin", "list").done().out()).contains("skill-units");

        operator.tenon("plugin", "remove", "skill-units").done();
        operator.ask(miles).refused("skill-units");
        assertThat(operator.tenon("plugin", "list").done().out()).doesNotContain("skill-units");
    }

    @Test
    void namesWhatIsInAPicture() throws Exception {
        Path pictures = Work.data().resolve("image-classification");
        assumeTrue(Files.isDirectory(pictures), "no real models and pictures at " + pictures);
        operator.tenon("model", "add", "squeezenet").done();
        assertThat(operator.tenon("model", "list").done().out()).contains("squeezenet");
        operator.tenon("plugin", "install", "skill-image-label").done();
        assertThat(whatIsIn(pictures.resolve("onnxruntime-inference-examples/goldfish.jpg")))
                .contains("goldfish");
        assertThat(whatIsIn(pictures.resolve("Windows-Machine-Learning/kitten_224.png")))
                .contains("tabby");
        operator.tenon("plugin", "remove", "skill-image-label").done();
    }

    @Test
    void takesAStrangersPluginFromPublishingToUpdate() throws Exception {
        Path jars = Path.of(System.getProperty("tenon.it.examples"));
        Path first = jars.resolve("moon-1.0.0.jar");
        Path second = jars.resolve("moon-1.1.0.jar");
        assumeTrue(Files.isRegularFile(first) && Files.isRegularFile(second), "no built examples in " + jars);
        String phase = "what phase is the moon in?";
        operator.tenon("market", "publish", first.toString()).refused("token");
        operator.tenon("market", "token", "--publisher", "ada", "--namespace", "org.example")
                .done();
        operator.tenon("market", "publish", first.toString()).done();
        operator.tenon("market", "publish", first.toString()).refused("1.0.0");
        assertThat(Http.get(up.market().resolve("/")).body()).contains("org.example.moon");
        assertThat(operator.tenon("plugin", "search", "moon").done().out()).contains("moon", "1.0.0");
        operator.ask(phase).refused("moon");

        operator.tenon("plugin", "install", "moon").done();
        assertThat(operator.ask(phase).done().out().toLowerCase(Locale.ROOT)).contains("moon");
        operator.tenon("market", "publish", second.toString()).done();
        operator.tenon("plugin", "update", "moon").done();
        JsonNode plugins = operator.tenon("plugin", "list", "--json").done().json();
        assertThat(plugins.path("plugins"))
                .filteredOn(plugin -> plugin.path("id").asText().equals("org.example.moon"))
                .extracting(plugin -> plugin.path("version").asText())
                .containsExactly("1.1.0");
        assertThat(operator.ask("when is the next full moon?").done().out()).isNotBlank();
        operator.tenon("plugin", "remove", "moon").done();
    }

    private static String whatIsIn(Path picture) throws IOException, InterruptedException {
        return operator.tenon("ask", "--image", picture.toString(), "what is in this picture?")
                .done()
                .out();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status",
                "doctor",
                "trace",
                "config",
                "plugin list",
                "plugin search",
                "plugin search miles",
                "plugin history",
                "plugin plan skill-units",
                "plugin info skill-calc",
                "model list",
                "device list",
                "market key",
                "ask what is 6 * 7?"
            })
    void jsonIsOneDocumentAndNothingElse(String command) throws Exception {
        JsonNode document =
                operator.tenon((command + " --json").split(" ")).done().json();
        assertThat(document.isContainerNode()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plugin install no-such-plugin",
                "plugin remove no-such-plugin",
                "model add no-such-model",
                "plugin update skill-calc --version [9,10)"
            })
    void aRefusalIsJsonToo(String command) throws Exception {
        Operator.Said said = operator.tenon((command + " --json").split(" "));
        assertThat(said.status()).as(said.toString()).isEqualTo(1);
        assertThat(said.json().path("error").path("message").asText()).isNotBlank();
    }
}
