// SPDX-License-Identifier: Apache-2.0
package dev.tenon.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An operator has a model quantized by a running host, puts the variant to use, and calls off what takes too long. */
@Timeout(300)
class QuantizeIT {
    @TempDir
    Path folder;

    private Operator operator;

    @BeforeEach
    void prepare() {
        assumeTrue(Files.isDirectory(Work.data()), "no real models in " + Work.data());
        operator = new Operator(folder.resolve("home"));
    }

    /** Pictures of digits, each in a folder named as its label. */
    private Path digits() throws IOException {
        Path digits = folder.resolve("digits");
        for (String digit : List.of("0", "3", "5", "7")) {
            Files.createDirectories(digits.resolve(digit));
            Files.copy(
                    Work.data().resolve("image-classification/wonnx/" + digit + ".jpg"),
                    digits.resolve(digit).resolve("picture.jpg"));
        }
        return digits;
    }

    @Test
    void aModelAnswersWithItsVariantAfterARestartTooAndIsPublished() throws Exception {
        try (Up up = Up.start(operator, "--no-market")) {
            assertThat(up.host()).isNotNull();
            operator.tenon("model", "add", "mnist").done();
            String digits = digits().toString();
            operator.tenon("model", "quantize", "mnist", "--eval", digits).refused("4 items", "at least 149 items");
            assertThat(operator.tenon("model", "quantize", "mnist", "--eval", digits, "--keep", "0.4")
                            .done()
                            .out())
                    .contains("mnist in w8a8 for cpu is here", "accuracy", "4 items", "model use mnist w8a8-cpu");
            operator.tenon(
                            "model",
                            "quantize",
                            "mnist",
                            "--eval",
                            folder.resolve("gone").toString())
                    .refused("there is no file or folder");
            operator.tenon("model", "quantize", "mnist", "--scheme", "w3").refused("w3", "w4a8");
            operator.tenon("model", "quantize", "nonesuch").refused("nonesuch", "model list");
            operator.tenon("model", "use", "mnist", "w4a8-cpu").refused("w4a8-cpu", "original, w8a8-cpu");
            operator.tenon("model", "use", "mnist", "w8a8-cpu").done();
            assertThat(operator.home().resolve("cache/workers")).isEmptyDirectory();
            assertThat(operator.home().resolve("cache/quantization")).isEmptyDirectory();
        }
        try (Up up = Up.start(operator)) {
            assertThat(up.host()).isNotNull();
            JsonNode variant = operator.tenon("model", "variants", "mnist", "--json")
                    .done()
                    .json()
                    .get(0);
            assertThat(variant.path("isUsed").asBoolean()).isTrue();
            assertThat(variant.at("/report/quality/retained").asDouble()).isEqualTo(1);
            assertThat(variant.at("/report/remarks/0").asText()).contains("there are only 4");
            operator.tenon("model", "use", "mnist", "original").done();
            assertThat(operator.tenon("model", "stats").done().out()).contains("1 pairs", "1 have a variant");
            publish();
            operator.tenon("model", "remove", "mnist").done();
            assertThat(operator.home().resolve("variants")).isEmptyDirectory();
            install();
        }
    }

    private void publish() throws Exception {
        operator.tenon("market", "token", "--publisher", "ada", "--namespace", "org.example")
                .done();
        operator.tenon("model", "publish", "mnist", "--namespace", "org.example")
                .done();
        assertThat(operator.tenon("model", "farm", "mnist", "--publish", "--namespace", "org.example")
                        .done()
                        .out())
                .as("what is done is not done again")
                .contains("was there already: org.example.model.mnist 1.0.0");
    }

    /** What was published comes back as the variant that fits the machine. */
    private void install() throws Exception {
        assertThat(operator.tenon("plugin", "search").done().out())
                .contains("model-mnist")
                .doesNotContain("w8a8-cpu");
        assertThat(operator.tenon("plugin", "install", "model-mnist").done().out())
                .contains("Of model mnist this machine gets w8a8-cpu", "Not original: it is larger");
        JsonNode variant = operator.tenon("model", "variants", "mnist", "--json")
                .done()
                .json()
                .get(0);
        assertThat(variant.path("name").asText()).isEqualTo("w8a8-cpu");
        assertThat(variant.path("isUsed").asBoolean()).isTrue();
        operator.tenon("model", "use", "mnist", "original").refused("came as w8a8-cpu with a plugin");
    }

    @Test
    void aPluginChoosesTheSchemeAndItsFailureIsItsOwn() throws Exception {
        Path strategy = new SkillJar("org.example.thrifty", FixtureStrategy.class)
                .header("Import-Package", "dev.tenon.api.quantizer;version=\"[1.1,2)\"")
                .component("dev.tenon.api.quantizer.QuantizationStrategy")
                .write(folder);
        try (Up up = Up.start(operator, "--no-market")) {
            assertThat(up.host()).isNotNull();
            operator.tenon("plugin", "install", strategy.toString(), "--unsigned", "--yes")
                    .done();
            operator.tenon("model", "add", "mnist").done();
            String digits = digits().toString();
            assertThat(operator.tenon("model", "quantize", "mnist", "--eval", digits, "--keep", "0.4")
                            .done()
                            .out())
                    .contains("mnist in fp16 for cpu is here", "org.example.thrifty", FixtureStrategy.WHY);
            assertThat(operator.tenon("model", "quantize", "mnist").done().out())
                    .contains("mnist in w8a8", "the strategy of org.example.thrifty", "the built-in one chose");
        }
    }

    @Test
    void callsAreKeptOnlyWithPermissionAndOnlyAsLong() throws Exception {
        Path traffic = operator.home().resolve("cache/traffic");
        try (Up up = Up.start(operator)) {
            assertThat(up.host()).isNotNull();
            operator.tenon("model", "add", "squeezenet").done();
            operator.tenon("plugin", "install", "skill-image-label").done();
            showPictures();
            operator.tenon("config", "set", "quantization/models", "nonesuch").done();
            showPictures();
            assertThat(traffic).as("without permission").doesNotExist();
            operator.tenon("config", "set", "quantization/models", "squeezenet").done();
            showPictures();
            await(() -> sampled(up).path(0).path("samples").asInt() == 3); // the first made the model known
            await(() -> wholeFiles(traffic).size() == 4);
            for (Path kept : wholeFiles(traffic)) {
                assertThat(kept.getFileName().toString()).matches("call-.*\\.npz|state\\.json");
                assertThat(Files.getPosixFilePermissions(kept)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
                assertThat(Files.getPosixFilePermissions(kept.getParent()))
                        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
            }
            assertThat(operator.tenon("model", "variants", "squeezenet").done().out())
                    .contains("Calls are kept: ");
            operator.tenon("config", "unset", "quantization/models").done();
            await(() -> wholeFiles(traffic).isEmpty());
            assertThat(sampled(up)).isEmpty();
        }
    }

    private void showPictures() throws Exception {
        Path pictures = Work.data().resolve("image-classification");
        for (int i = 0; i < 4; i++) {
            operator.tenon(
                            "ask",
                            "--image",
                            pictures.resolve("onnxruntime-inference-examples/goldfish.jpg")
                                    .toString(),
                            "what is in this picture?")
                    .done();
        }
    }

    private static JsonNode sampled(Up up) throws IOException {
        return up.admin("GET", "models", "").json().path("sampled");
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("within a minute").isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    /** Without those that are being written, or deleted. */
    private static List<Path> wholeFiles(Path traffic) throws IOException {
        try (Stream<Path> all = Files.exists(traffic) ? Files.walk(traffic) : Stream.empty()) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".part"))
                    .toList();
        } catch (UncheckedIOException e) {
            return List.of(traffic.resolve("changing"));
        }
    }

    /** 256 pictures of 720 times 720 points, many times over: minutes. */
    @Test
    void whatTakesTooLongIsCalledOffWhileTheHostServes() throws Exception {
        try (Up up = Up.start(operator, "--no-market")) {
            assertThat(up.host()).isNotNull();
            operator.tenon("model", "add", "candy").done();
            Process quantize = operator.prepare("model", "quantize", "candy")
                    .redirectErrorStream(true)
                    .start();
            try (BufferedReader says = new BufferedReader(
                    new java.io.InputStreamReader(quantize.getInputStream(), StandardCharsets.UTF_8))) {
                String line = says.readLine();
                while (line != null && !line.contains("the original answers")) {
                    line = says.readLine();
                }
                assertThat(line).as("it is under way").isNotNull();
                assertThat(operator.ask("what is 6 * 7?").done().out()).contains("42");
                operator.tenon("model", "add", "mnist").done();
                operator.tenon("plugin", "cancel", job()).done();
                assertThat(says.lines().reduce((first, second) -> second))
                        .hasValueSatisfying(last -> assertThat(last).contains("was called off"));
            }
            assertThat(quantize.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(quantize.exitValue()).isEqualTo(1);
            assertThat(operator.home().resolve("cache/workers")).isEmptyDirectory();
            assertThat(operator.tenon("model", "variants", "candy").done().out())
                    .contains("There is no variant");
        }
    }

    private String job() throws Exception {
        for (JsonNode job : operator.tenon("status", "--json").done().json().path("jobs")) {
            if (job.path("title").asText().equals("quantize model candy")) {
                return job.path("id").asText();
            }
        }
        throw new AssertionError("the host knows of no such job");
    }
}
