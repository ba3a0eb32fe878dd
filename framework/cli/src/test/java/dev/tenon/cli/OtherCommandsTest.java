// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OtherCommandsTest extends CommandTest {
    private static final String STATUS = "{\"version\":\"1.0.0\",\"generation\":4,\"plugins\":9,\"uptimeMs\":61000,"
            + "\"java\":\"17.0.15\",\"home\":\"/h\",\"market\":{\"url\":\"http://127.0.0.1:7080\",\"sequence\":2,"
            + "\"fetchedAt\":\"2026-01-01T00:00:00Z\",\"problem\":\"not reached\"}}";

    @Test
    void statusNamesJobsUnderWay() {
        host().on("GET /admin/v1/status", STATUS)
                .on(
                        "GET /admin/v1/jobs",
                        "{\"jobs\":[{\"id\":\"5\",\"title\":\"install x\",\"state\":\"running\"},"
                                + "{\"id\":\"4\",\"title\":\"install y\",\"state\":\"done\"}]}");
        assertThat(run("status").exits(0).out())
                .contains("Tenon 1.0.0", "1 min 1 s", "not reached", "job 5 running: install x")
                .doesNotContain("install y");
        assertThat(run("status", "--json").json().path("url").asText()).isEqualTo(server.url());
    }

    @Test
    void consoleLinkCarriesTheCodeBehindTheHash() {
        host().on("POST /admin/v1/session/code", "{\"code\":\"a/b\"}");
        assertThat(run("console").exits(0).out()).isEqualTo(server.url() + "/console/#code=a%2Fb\n");
    }

    @Test
    void traceListsAndExplains() {
        String trace = "{\"id\":\"t1\",\"at\":\"2026-01-01T00:00:00Z\",\"request\":\"1+1\",\"outcome\":\"answered\","
                + "\"steps\":[{\"name\":\"route\",\"micros\":1500,\"detail\":\"calc\"}]}";
        host().on("GET /admin/v1/traces?limit=20", "{\"traces\":[" + trace + "]}")
                .on("GET /admin/v1/traces/t1", trace);
        assertThat(run("trace").exits(0).out()).contains("t1", "1+1");
        assertThat(run("trace", "t1").exits(0).out()).contains("route", "1.50 ms", "calc");
        run("trace", "t2").fails("nothing at");
    }

    @Test
    void modelsAreListedOnceAndAddedByPathOrName() {
        host().on(
                        "GET /admin/v1/models",
                        "{\"installed\":[{\"descriptor\":{\"id\":\"squeezenet\",\"task\":\"image-classification\","
                                + "\"license\":\"MIT\"},\"bytes\":5000000}],\"catalogue\":[{\"id\":\"squeezenet\","
                                + "\"installed\":true},{\"id\":\"mnist\",\"task\":\"digits\",\"bytes\":900,\"license\":\"MIT\"}]}")
                .on("POST /admin/v1/jobs", 202, "{\"id\":\"1\",\"state\":\"done\",\"result\":\"added\"}");
        assertThat(run("model", "list").exits(0).out()).hasLineCount(2).contains("5.0 MB", "900 bytes");
        Path file = write("m.onnx", "");
        run("model", "add", file.toString(), "--descriptor", write("d.json", "").toString())
                .exits(0);
        assertThat(server.last().body())
                .isEqualTo("{\"action\":\"model-add\",\"source\":\"" + file + "\",\"descriptor\":\""
                        + home.resolve("d.json") + "\"}");
        run("model", "add", "squeezenet").exits(0);
        assertThat(server.last().body()).contains("\"source\":\"squeezenet\"");
        run("model", "add", "https://example.org/m.onnx").exits(0);
        run("model", "add", "hf:acme/words@v1/onnx/model.onnx").exits(0);
        assertThat(server.last().body()).contains("\"source\":\"hf:acme/words@v1/onnx/model.onnx\"");
        run("model", "add", "./gone.onnx").fails("there is no file");
        run("model", "remove", "squeezenet").exits(0);
        assertThat(server.last().body()).contains("\"action\":\"model-remove\"").doesNotContain("force");
        run("model", "remove", "squeezenet", "--force").exits(0);
        assertThat(server.last().body()).contains("\"options\":[\"force\"]");
    }

    private static String variant(String name, String verdict, int bytes) {
        return "{\"name\":\"" + name + "\",\"isUsed\":" + name.startsWith("w8a8") + ",\"report\":{\"verdict\":\""
                + verdict + "\",\"reason\":\"it lost too much\",\"device\":{\"kind\":\"cpu\"},\"quality\":"
                + "{\"retained\":0.995,\"retainedLow\":0.991,\"metric\":\"accuracy\",\"items\":2000,"
                + "\"data\":\"digits.npz\"},\"size\":{\"originalBytes\":1000,\"bytes\":" + bytes
                + "},\"speed\":{\"originalMs\":3,\"ms\":2}}}";
    }

    @Test
    void variantsAreMadeShownCountedAndUsed() {
        host().on(
                        "GET /admin/v1/models",
                        "{\"installed\":[{},{}],\"variants\":{\"mnist\":[" + variant("w8a8-cpu", "passed", 300) + ","
                                + variant("w4a8-cpu", "failed", 0) + "],\"squeezenet\":[]}}")
                .on("POST /admin/v1/jobs", 202, "{\"id\":\"1\",\"state\":\"done\",\"result\":\"made\"}");
        Path data = write("digits.npz", "");
        run("model", "quantize", "mnist", "--eval", data.toString(), "--keep", "0.99")
                .exits(0);
        assertThat(server.last().body())
                .contains("\"action\":\"model-quantize\"", "\"source\":\"mnist\"", "\"required\":\"0.99\"")
                .contains("\"evaluation\":\"" + data + "\"", "\"calibration\":\"\"", "\"scheme\":\"\"");
        run("model", "quantize", "mnist", "--eval", "./gone").fails("there is no file or folder");
        run("model", "quantize", "mnist", "--keep", "much").exits(2);
        run("model", "quantize", "mnist", "--keep", "98").exits(2);
        assertThat(run("model", "variants", "mnist").exits(0).out())
                .contains("w8a8-cpu  in use   keeps 99.5 % (at least 99.1 %)  30 % of the size  1.50x as fast")
                .contains("w4a8-cpu  refused", "it lost too much", "accuracy, 2000 items of digits.npz");
        assertThat(run("model", "variants", "squeezenet").exits(0).out()).contains("tenon model quantize squeezenet");
        run("model", "variants", "nonesuch").fails("no model 'nonesuch'");
        assertThat(run("model", "stats").exits(0).out())
                .contains("2 models; of 1 pairs of model and device that were tried, 1 have a variant that passed");
        assertThat(run("model", "stats", "--json").json().path("pairsPassed").asInt())
                .isEqualTo(1);
        run("model", "use", "mnist", "original").exits(0);
        assertThat(server.last().body()).contains("\"action\":\"model-use\"", "\"variant\":\"original\"");
    }

    @Test
    void devicesShowTheirLoad() {
        host().on(
                        "GET /admin/v1/devices",
                        "{\"devices\":[{\"id\":\"cpu0\",\"kind\":\"cpu\",\"name\":\"A CPU\",\"computeUnits\":2,"
                                + "\"memoryBytes\":8000000000,\"load\":{\"busy\":0.25,\"freeMemoryBytes\":4000000000}}]}");
        assertThat(run("device", "list").exits(0).out())
                .isEqualTo("cpu0  cpu  2 units  4.0 GB of 8.0 GB free  25 % busy  A CPU\n");
    }

    @Test
    void logsShowTheEndWithoutAHost() {
        write("log/host.log", "one\ntwo\n\u001b[31mthree\n");
        assertThat(run("logs", "-n", "2").exits(0).out()).isEqualTo("two\n[31mthree\n");
        assertThat(run("logs", "--json").json().path("lines")).hasSize(3);
        run("logs", "market").fails("market.log", "those that are there: host");
        run("logs", "../run/host").exits(2);
        run("logs", "-f", "--json").exits(2);
    }

    @Test
    void logsOfOnePluginHaveItsStackTraces() {
        String time = "2026-01-01T00:00:00.000Z ";
        write(
                "log/host.log",
                time + "INFO  [main] dev.tenon.skill.faq d.t.s.f.Library - first\n" + time
                        + "WARN  [jetty-[1]] dev.tenon.http d.t.h.Gate - other\n\tat other\n" + time
                        + "ERROR [x] dev.tenon.skill.faq d.t.s.f.Library - second\n\tat mine\n");
        assertThat(run("logs", "skill-faq").exits(0).out())
                .contains("first", "second", "at mine")
                .doesNotContain("other");
        assertThat(run("logs", "dev.tenon.http").exits(0).out()).hasLineCount(2);
        run("logs", "skill-fax").fails("no plugin 'skill-fax' wrote anything");
    }

    @Test
    void configTellsNoSecret() {
        host();
        write("config/publisher-token", "very-secret");
        write("config/dev.tenon.http.json", "{}");
        Result result = run("config").exits(0);
        assertThat(result.out())
                .contains(home.toString(), server.url(), "dev.tenon.http.json")
                .doesNotContain(TOKEN, "very-secret");
        assertThat(run("config", "--json").json().path("host").asText()).isEqualTo(server.url());
    }

    @Test
    void doctorFailsWhereAPluginFails() throws IOException {
        host().on("GET /admin/v1/status", STATUS)
                .on("GET /admin/v1/findings", "{\"findings\":[]}")
                .on(
                        "GET /admin/v1/health",
                        "{\"checks\":[{\"plugin\":\"p\",\"name\":\"n\",\"status\":\"failed\",\"message\":\"no disk\"}]}");
        Files.setPosixFilePermissions(home.resolve("run/host.json"), PosixFilePermissions.fromString("rw-------"));
        Result result = run("doctor").exits(1);
        assertThat(result.err()).isEqualTo("tenon: 1 of 8 checks failed: p: no disk\n");
        assertThat(result.out()).contains("degraded  marketplace");
        assertThat(run("doctor", "--json").exits(1).json().path("ok").asBoolean(true))
                .isFalse();
    }

    @Test
    void doctorSaysWhatIsWrongInTheHostAndWhatToDo() throws IOException {
        host().on("GET /admin/v1/status", STATUS)
                .on("GET /admin/v1/health", "{\"checks\":[]}")
                .on(
                        "GET /admin/v1/findings",
                        "{\"findings\":[{\"subject\":\"settings\",\"severity\":\"failed\",\"plugin\":\"p\","
                                + "\"message\":\"p.json is left out: it is no valid JSON\",\"remedy\":\"mend the file\"},"
                                + "{\"subject\":\"settings\",\"severity\":\"degraded\",\"plugin\":\"\","
                                + "\"message\":\"q.json: nothing reads it\",\"remedy\":\"delete it\"}]}");
        Files.setPosixFilePermissions(home.resolve("run/host.json"), PosixFilePermissions.fromString("rw-------"));
        Path stale = write("config/.p.json123.tmp", "half");
        Files.setLastModifiedTime(stale, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        assertThat(run("doctor").exits(1).out())
                .contains("failed    settings", "no valid JSON. mend the file")
                .contains("degraded  settings", "nothing reads it. delete it")
                .contains("degraded  temporary files", ".p.json123.tmp; delete them");
    }

    @Test
    void doctorNoticesReadableSecrets() throws IOException {
        host();
        Files.setPosixFilePermissions(home.resolve("run/host.json"), PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(run("doctor").exits(1).out()).contains("host.json is readable by others");
    }

    @Test
    void benchSaysHowToBuildWhatIsMissing() {
        run("bench", "call").fails("the benchmarks are not here");
        run("bench", "understand", "--data", "texts", "--control").fails("the benchmarks are not here");
    }
}
