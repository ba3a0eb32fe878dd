// SPDX-License-Identifier: Apache-2.0
package dev.tenon.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is refused: one clear line, status 1, nothing half-installed, and the host goes on serving. */
class BadInputIT {
    private static Up up;
    private static Operator operator;

    @TempDir
    Path folder;

    private List<String> before = List.of();

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

    @BeforeEach
    void look() throws IOException {
        before = whatIsInstalled();
    }

    @AfterEach
    void nothingHalfInstalledAndStillServing() throws IOException {
        assertThat(whatIsInstalled()).isEqualTo(before);
        Http.Reply answer = up.admin("POST", "ask", "{\"text\": \"what is 6 * 7?\"}");
        assertThat(answer.json().path("text").asText()).as(answer.toString()).contains("42");
    }

    /** The generation, the plugins, the models, and what lies in the stores: files that came and stayed are seen too. */
    private static List<String> whatIsInstalled() throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(up.admin("GET", "status", "").json().path("generation").asText());
        up.admin("GET", "plugins", "").json().path("plugins").forEach(plugin -> lines.add(plugin.toString()));
        up.admin("GET", "models", "").json().path("installed").forEach(model -> lines.add(model.toString()));
        Stream.of("store", "models").flatMap(BadInputIT::files).forEach(lines::add);
        return lines;
    }

    private static Stream<String> files(String folder) {
        Path root = operator.home().resolve(folder);
        if (!Files.isDirectory(root)) {
            return Stream.of();
        }
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile).map(Path::toString).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void anUnknownPlugin() throws Exception {
        operator.tenon("plugin", "install", "skill-nonsense").refused("skill-nonsense");
        operator.tenon("plugin", "remove", "skill-nonsense").refused("skill-nonsense");
        operator.tenon("plugin", "update", "skill-nonsense").refused("skill-nonsense");
        operator.tenon("plugin", "plan", "skill-nonsense").refused("skill-nonsense");
    }

    @Test
    void aWrongVersionRange() throws Exception {
        operator.tenon("plugin", "install", "skill-units", "--version", "[1.0").refused("[1.0");
        operator.tenon("plugin", "install", "skill-units", "--version", "[7,8)").refused("skill", "units", "[7");
    }

    @Test
    void aPluginThatNobodyCanResolve() throws Exception {
        Path jar = Jars.plugin(
                folder,
                "org.example.needy",
                "1.0.0",
                Map.of("Import-Package", "org.example.nowhere;version=\"[3,4)\""));
        operator.tenon("plugin", "install", jar.toString(), "--unsigned")
                .refused("org.example.nowhere", "org.example.needy");
        Path model = Jars.plugin(
                folder,
                "org.example.modest",
                "1.0.0",
                Map.of("Require-Capability", "tenon.model;filter:=\"(task=telepathy)\";effective:=tenon"));
        operator.tenon("plugin", "install", model.toString(), "--unsigned").refused("telepathy", "org.example.modest");
    }

    @Test
    void aJarThatIsNoBundle() throws Exception {
        operator.tenon("plugin", "install", Jars.noBundle(folder).toString(), "--unsigned")
                .refused("no-bundle.jar");
        operator.tenon("plugin", "install", Jars.noJar(folder).toString(), "--unsigned")
                .refused("no-jar.jar");
        operator.tenon("plugin", "install", folder.resolve("absent.jar").toString(), "--unsigned")
                .refused("absent.jar");
    }

    @Test
    void aWrongSha256() throws Exception {
        byte[] bytes = Files.readAllBytes(blob());
        bytes[bytes.length / 2] ^= 1;
        withBlob(bytes, () -> operator.tenon("plugin", "install", "skill-units").refused("units", "SHA-256"));
    }

    @Test
    void aTruncatedDownload() throws Exception {
        byte[] bytes = Files.readAllBytes(blob());
        withBlob(Arrays.copyOf(bytes, bytes.length / 2), () -> operator.tenon("plugin", "install", "skill-units")
                .refused("units"));
    }

    private interface Attempt {
        void run() throws IOException, InterruptedException;
    }

    private static void withBlob(byte[] other, Attempt attempt) throws IOException, InterruptedException {
        Path blob = blob();
        byte[] right = Files.readAllBytes(blob);
        try {
            Files.write(blob, other);
            attempt.run();
        } finally {
            Files.write(blob, right);
        }
    }

    /** Where the marketplace keeps the release of skill-units. */
    private static Path blob() throws IOException {
        Http.Reply reply = Http.get(up.market().resolve("/api/v1/plugins/dev.tenon.skill.units"));
        String sha256 = reply.json().findValue("sha256").asText();
        return operator.home().resolve("market/blobs/sha256").resolve(sha256);
    }

    static Stream<Path> mustFail() throws IOException {
        Path root = Work.data().resolve("must-fail");
        if (!Files.isDirectory(root)) {
            return Stream.of(root);
        }
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("mustFail")
    void aModelThatCannotRun(Path model) throws Exception {
        assumeTrue(Files.isRegularFile(model), "no broken models at " + model);
        String name = model.getFileName().toString();
        boolean gguf = name.endsWith(".gguf");
        operator.tenon("model", "add", model.toString()).refused(gguf ? "runs 'gguf' models" : name);
        Path descriptor = Files.writeString(folder.resolve("descriptor.json"), """
                {"id": "broken", "name": "Broken", "summary": "Cannot run.", "task": "image-classification",
                 "format": "onnx", "license": "MIT"}
                """);
        operator.tenon("model", "add", model.toString(), "--descriptor", descriptor.toString())
                .refused(name);
    }

    @Test
    void aRequestFromAnotherOrigin() throws Exception {
        String token = operator.run("host.json").path("token").asText();
        String body = "{\"action\":\"install\",\"plugin\":\"skill-units\",\"versions\":\"\"}";
        for (String origin : List.of(
                "https://evil.example",
                "http://127.0.0.1:1",
                "null",
                up.market().toString())) {
            for (Map<String, String> headers :
                    List.of(Map.of("Origin", origin), Map.of("Origin", origin, "Authorization", "Bearer " + token))) {
                refused(403, Http.send("POST", up.host().resolve("/admin/v1/jobs"), headers, body));
            }
        }
        refused(401, Http.send("POST", up.host().resolve("/admin/v1/jobs"), Map.of("Authorization", "Bearer x"), body));
    }

    @Test
    void aRequestUnderAnotherName() throws Exception {
        String token = operator.run("host.json").path("token").asText();
        for (String name :
                List.of("evil.example", "127.0.0.1.evil.example:" + up.host().getPort(), "127.0.0.1:1")) {
            Map<String, String> headers = Map.of("Host", name, "Authorization", "Bearer " + token);
            refused(421, Http.send("GET", up.host().resolve("/admin/v1/status"), headers, ""));
        }
    }

    private static void refused(int status, Http.Reply reply) throws IOException {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(status);
        assertThat(reply.head().toLowerCase(Locale.ROOT)).doesNotContain("access-control-");
        assertThat(reply.json().path("error").path("message").asText())
                .isNotBlank()
                .doesNotContain("\n");
    }
}
