// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class GenerationCommandsTest extends CommandTest {
    private static final String JOBS = "POST /admin/v1/jobs";
    private static final String DONE = "{\"id\":\"3\",\"title\":\"x\",\"state\":\"done\",\"steps\":[\"plan\"],"
            + "\"doneBytes\":0,\"totalBytes\":0,\"result\":\"so it is\",\"started\":\"2026-01-01T00:00:00Z\"}";

    @Test
    void rollsBackToTheGenerationBeforeOrTheOneNamed() {
        host().on(JOBS, 202, DONE).on(JOBS, 202, DONE);
        assertThat(run("plugin", "rollback").exits(0).out()).isEqualTo("so it is\n");
        assertThat(server.last().body()).isEqualTo("{\"action\":\"rollback\",\"plugin\":\"\",\"versions\":\"\"}");
        assertThat(run("plugin", "rollback", "7", "--json")
                        .exits(0)
                        .json()
                        .path("result")
                        .asText())
                .isEqualTo("so it is");
        assertThat(server.last().body()).contains("\"plugin\":\"7\"");
        run("plugin", "rollback", "seven").exits(2);
    }

    @Test
    void plansARollback() {
        host().on(
                        "POST /admin/v1/plan",
                        "{\"change\":{},\"bytesToFetch\":0,\"notes\":[\"What it wrote stays.\"],\"lines\":[{\"id\":\"a.b\","
                                + "\"from\":\"2.0.0\",\"to\":\"1.0.0\",\"permissions\":[],\"signedBy\":\"\"}]}");
        assertThat(run("plugin", "rollback", "--plan").exits(0).out())
                .contains("change a.b 2.0.0 -> 1.0.0", "What it wrote stays.");
    }

    @Test
    void showsHowGenerationsDiffer() {
        host().on(
                        "GET /admin/v1/generations/1?to=2",
                        "{\"from\":1,\"to\":2,\"settings\":[\"a.b\"],\"lines\":[{\"id\":\"a.b\",\"from\":\"\",\"to\":\"1.0.0\","
                                + "\"notes\":[\"granted: exec\"]},{\"id\":\"c.d\",\"from\":\"1.0.0\",\"to\":\"1.0.0\",\"notes\":[\"held\"]}]}");
        assertThat(run("plugin", "diff", "1", "2").exits(0).out())
                .isEqualTo("+ a.b 1.0.0\n    granted: exec\n~ c.d 1.0.0\n    held\n~ settings of a.b\n");
        run("plugin", "diff", "1").exits(2);
    }

    @Test
    void marksGoOverTheWireAsTheyAreSpelled() {
        host();
        for (String mark : new String[] {"unpin", "hold", "unhold", "disable", "enable"}) {
            server.on(JOBS, 202, DONE);
            run("plugin", mark, "units").exits(0);
            assertThat(server.last().body()).contains("\"action\":\"" + mark + "\"", "\"plugin\":\"units\"");
        }
        server.on(JOBS, 202, DONE).on(JOBS, 202, DONE);
        run("plugin", "pin", "units", "[1.0,2)").exits(0);
        assertThat(server.last().body()).contains("\"versions\":\"[1.0,2)\"");
        run("plugin", "remove", "units", "--purge").exits(0);
        assertThat(server.last().body()).contains("\"options\":[\"purge\"]");
    }

    @Test
    void fileThatNobodySignedIsInstalledWithTheWord() {
        Path jar = write("my.jar", "");
        host().on(JOBS, 202, DONE);
        run("plugin", "install", jar.toString(), "--unsigned").exits(0);
        assertThat(server.last().body()).contains("\"options\":[\"unsigned\"]");
    }

    @Test
    void listShowsTheMarks() {
        host().on(
                        "GET /admin/v1/plugins",
                        "{\"plugins\":[{\"shortName\":\"tides\",\"version\":\"1.0.0\",\"state\":\"active\",\"summary\":\"Tides\","
                                + "\"marks\":{\"unsigned\":true,\"held\":true,\"pinned\":\"[1,2)\",\"disabled\":false}}]}");
        assertThat(run("plugin", "list").exits(0).out())
                .isEqualTo("tides  1.0.0  active, unsigned, held, pinned to [1,2)  Tides\n");
    }

    @Test
    void exportsAndImportsALockFile() throws IOException {
        String lock = "{\"format\":1,\"plugins\":[{\"id\":\"a.b\"}]}";
        host().on("GET /admin/v1/lock", lock).on("GET /admin/v1/lock", lock).on(JOBS, 202, DONE);
        Path file = home.resolve("lock.json");
        run("plugin", "export", file.toString()).exits(0);
        assertThat(Files.readString(file)).contains("\"a.b\"");
        assertThat(run("plugin", "export").exits(0).json().path("format").asInt())
                .isEqualTo(1);
        run("plugin", "import", file.toString()).exits(0);
        assertThat(server.last().body()).contains("\"action\":\"import\"", "\"plugin\":\"" + file + "\"");
        run("plugin", "import", "./none.json").fails("there is no file");
    }
}
