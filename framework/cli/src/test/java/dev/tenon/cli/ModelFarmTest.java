// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Models are quantized one after the other, and published as plugins. */
class ModelFarmTest extends CommandTest {
    private static final String PASSED =
            "{\"name\":\"w8a8-cpu\",\"isUsed\":false,\"report\":{\"scheme\":\"w8a8\",\"verdict\":\"passed\","
                    + "\"device\":{\"kind\":\"cpu\"},\"size\":{\"originalBytes\":4,\"bytes\":1},"
                    + "\"speed\":{\"originalMs\":2,\"ms\":1}}}";

    @BeforeEach
    void serve() {
        host().on(
                        "GET /admin/v1/models",
                        "{\"installed\":[{\"descriptor\":{\"id\":\"iris\"}},{\"descriptor\":{\"id\":\"mnist\"}}],"
                                + "\"catalogue\":[{\"id\":\"gtcrn\"},{\"id\":\"iris\"}],"
                                + "\"variants\":{\"iris\":[" + PASSED + "],\"mnist\":[]}}");
    }

    private void jobsEnd(String how) {
        server.on("POST /admin/v1/jobs", 202, "{\"id\":\"7\"," + how + "}");
    }

    private void jobsAreDone() {
        jobsEnd("\"state\":\"done\",\"result\":\"it is here\"");
    }

    private long asked(String words) {
        return server.requests().stream()
                .filter(request -> request.body().contains(words))
                .count();
    }

    @Test
    void quantizesWhatHasNoReportWithTheDataThatIsThere() {
        jobsAreDone();
        Path data = write("sets/mnist-evaluation.npz", "x").getParent();
        write("sets/mnist-calibration.npz", "x");
        assertThat(run("model", "farm", "--data", data.toString()).exits(0).out())
                .contains("2 models; of 1 pairs");
        assertThat(asked("model-quantize")).isEqualTo(1);
        assertThat(asked("\"source\":\"mnist\",\"scheme\":\"\",\"device\":\"\",\"evaluation\":\"" + data
                        + "/mnist-evaluation.npz\",\"calibration\":\"" + data + "/mnist-calibration.npz\""))
                .isEqualTo(1);
    }

    @Test
    void takesAnotherSchemeAndWhatIsAskedForAgain() {
        jobsAreDone();
        run("model", "farm", "iris", "--scheme", "w8a8", "--scheme", "w4a8").exits(0);
        assertThat(asked("\"scheme\":\"w4a8\"")).isEqualTo(1);
        assertThat(asked("\"scheme\":\"w8a8\"")).isZero();
        run("model", "farm", "iris", "--again").exits(0);
        assertThat(asked("model-quantize")).isEqualTo(2);
    }

    @Test
    void addsModelsOfTheCatalogue() {
        jobsAreDone();
        run("model", "farm", "--catalogue").exits(0);
        assertThat(asked("\"action\":\"model-add\",\"source\":\"gtcrn\"")).isEqualTo(1);
        assertThat(asked("model-add")).isEqualTo(1);
    }

    @Test
    void goesOnAfterWhatCannotBeDoneAndSaysSo() {
        jobsEnd("\"state\":\"failed\",\"problem\":{\"code\":\"unfit\",\"message\":\"it has no layers\"}");
        Result result = run("model", "farm", "--again").exits(1);
        assertThat(result.out()).contains("not done: iris: it has no layers", "not done: mnist: it has no layers");
        assertThat(run("model", "farm", "--again", "--json").json().path("problems"))
                .hasSize(2);
    }

    @Test
    void publishesOnlyModelsOfWhichAVariantPassed() {
        jobsAreDone();
        market();
        write("config/publisher-token", "kept");
        run("model", "farm", "--publish", "--namespace", "org.example").exits(0);
        assertThat(asked("\"action\":\"model-pack\",\"source\":\"iris\",\"namespace\":\"org.example\""))
                .isEqualTo(1);
        assertThat(asked("model-pack")).isEqualTo(1);
    }

    @Test
    void needsANamespaceADataFolderAndAToken() {
        run("model", "farm", "--publish").exits(2);
        run("model", "farm", "--data", "./gone").fails("there is no folder");
        run("model", "farm", "--publish", "--namespace", "org.example").fails("needs a token");
        run("model", "publish", "iris").exits(2);
        run("model", "publish", "iris", "--namespace", "org.example").fails("needs a token");
        assertThat(asked("model-")).isZero();
    }

    @Test
    void publishesTheModelLastAndPassesOverWhatIsThere() throws Exception {
        jobsAreDone();
        Path out = Files.createDirectories(home.resolve("out"));
        for (String name : new String[] {"", ".original", ".w8a8-cpu"}) {
            write("out/org.example.model.iris" + name + "-1.0.0.jar", "x");
        }
        write("out/org.example.model.iris-1.1.0.jar", "of another version");
        write("out/org.example.model.irises-1.0.0.jar", "of another model");
        assertThat(run("model", "publish", "iris", "--namespace", "org.example", "--out", out.toString())
                        .exits(0)
                        .out()
                        .lines()
                        .map(line -> line.substring(line.lastIndexOf('/') + 1)))
                .containsExactly(
                        "org.example.model.iris.original-1.0.0.jar",
                        "org.example.model.iris.w8a8-cpu-1.0.0.jar",
                        "org.example.model.iris-1.0.0.jar");
        MarketClient market = MarketClient.at(server.url(), "kept");
        Path jar = out.resolve("org.example.model.iris.original-1.0.0.jar");
        server.on(
                        "POST /api/v1/releases",
                        409,
                        "{\"error\":{\"code\":\"version-exists\",\"message\":\"raise the version\"}}")
                .on(
                        "GET /api/v1/plugins/org.example.model.iris.original",
                        "{\"releases\":[{\"version\":\"1.0.0\",\"sha256\":\""
                                + "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881\"}]}");
        assertThat(ModelRelease.publish(market, List.of(jar)))
                .containsExactly(new ModelRelease.Published("org.example.model.iris.original", "1.0.0", false));
        Files.writeString(jar, "other content");
        assertThatThrownBy(() -> ModelRelease.publish(market, List.of(jar)))
                .hasMessageContaining("take a higher --version");
    }
}
