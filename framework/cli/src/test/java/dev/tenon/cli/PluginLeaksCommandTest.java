// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PluginLeaksCommandTest extends CommandTest {
    private static final String DONE = "{\"id\":\"7\",\"title\":\"look for leaks\",\"state\":\"done\",\"steps\":"
            + "[\"collect garbage\",\"write the heap\"],\"result\":\"1 of 3\",\"started\":\"2026-01-01T00:00:00Z\"}";
    private static final String LEAK = "{\"plugin\":\"a.b\",\"version\":\"1.0.0\",\"retired\":\"2026-01-01T00:00:00Z\","
            + "\"kind\":\"timer\",\"message\":\"a timer runs\",\"remedy\":\"cancel it\",\"path\":[\"thread 'tides'\","
            + "\"its class\\u001b loader\"]}";

    private static String report(int retired, String leaks) {
        return "{\"checked\":\"2026-01-01T00:01:00Z\",\"retired\":" + retired + ",\"leaks\":[" + leaks + "]}";
    }

    @Test
    void namesEachLeakWithItsPathAndWhatToDo() {
        host().on("POST /admin/v1/leaks", 202, DONE).on("GET /admin/v1/leaks", report(3, LEAK));
        Result result = run("plugin", "leaks").exits(0);
        assertThat(result.out()).isEqualTo("""
                a.b 1.0.0, gone since 2026-01-01T00:00:00Z: a timer runs
                    do: cancel it
                    by: thread 'tides'
                      \u2192 its class loader
                1 of 3 releases that were replaced or removed is still in memory.
                """);
        assertThat(result.err()).isEqualTo("collect garbage\nwrite the heap\n");
        assertThat(server.requests().get(0).body()).isEqualTo("{}");
    }

    @Test
    void saysSoIfNothingIsLeft() {
        host().on("POST /admin/v1/leaks", 202, DONE)
                .on("GET /admin/v1/leaks", report(0, ""))
                .on("GET /admin/v1/leaks", report(1, ""));
        assertThat(run("plugin", "leaks").exits(0).out())
                .isEqualTo("No plugin was replaced or removed since the host started.\n");
        assertThat(run("plugin", "leaks").exits(0).out())
                .isEqualTo("Nothing is left of 1 release that was replaced or removed.\n");
    }

    @Test
    void printsTheReportAsOneDocument() {
        host().on("POST /admin/v1/leaks", 202, DONE).on("GET /admin/v1/leaks", report(3, LEAK));
        assertThat(run("plugin", "leaks", "--json")
                        .exits(0)
                        .json()
                        .at("/leaks/0/kind")
                        .asText())
                .isEqualTo("timer");
    }

    @Test
    void failsAsTheJobFails() {
        host().on(
                        "POST /admin/v1/leaks",
                        202,
                        DONE.replace("done", "failed")
                                .replace("\"collect garbage\",\"write the heap\"", "")
                                .replace(
                                        "\"result\"",
                                        "\"problem\":{\"code\":\"storage\",\"message\":\"the disk is full\"},\"result\""));
        run("plugin", "leaks").fails("the disk is full");
    }
}
