// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PluginCommandsTest extends CommandTest {
    private static final String JOBS = "POST /admin/v1/jobs";
    private static final String UNITS =
            "{\"id\":\"dev.tenon.skill.units\",\"shortName\":\"skill-units\",\"name\":\"Units\","
                    + "\"version\":\"1.0.0\",\"summary\":\"Converts units\",\"categories\":[\"everyday\"],\"permissions\":[\"net\"],";
    private static final String OFFERED = UNITS + "\"bytes\":52000,\"installed\":\"\"}";
    private static final String INSTALLED =
            UNITS + "\"state\":\"active\",\"origin\":\"marketplace\",\"newest\":\"1.1.0\",\"sha256\":\"00\"}";

    private static String job(String state, String steps, String more) {
        return "{\"id\":\"3\",\"title\":\"install skill-units\",\"state\":\"" + state + "\",\"steps\":[" + steps
                + "],\"doneBytes\":1,\"totalBytes\":2,\"result\":\"\",\"started\":\"2026-01-01T00:00:00Z\"" + more
                + "}";
    }

    @Test
    void installsAndShowsEachStepOnce() {
        host().on(JOBS, 202, job("queued", "", ""))
                .on("GET /admin/v1/jobs/3", job("running", "\"resolve\"", ""))
                .on("GET /admin/v1/jobs/3", job("running", "\"resolve\",\"fetch\"", ""))
                .on(
                        "GET /admin/v1/jobs/3",
                        job("done", "\"resolve\",\"fetch\",\"commit\"", ",\"result\":\"installed\""));
        Result result =
                run("plugin", "install", "skill-units", "--version", "[1,2)").exits(0);
        assertThat(result.out()).isEqualTo("installed\n");
        assertThat(result.err()).isEqualTo("resolve\nfetch\ncommit\n");
        assertThat(server.requests().stream().skip(1).map(FakeServer.Request::line))
                .containsExactly(
                        "GET /admin/v1/jobs/3?wait=1&steps=0",
                        "GET /admin/v1/jobs/3?wait=1&steps=1",
                        "GET /admin/v1/jobs/3?wait=1&steps=2");
        assertThat(server.requests().get(0).body())
                .isEqualTo("{\"action\":\"install\",\"plugin\":\"skill-units\",\"versions\":\"[1,2)\"}");
    }

    @Test
    void keepsProgressOutOfTheDocument() {
        host().on(JOBS, 202, job("done", "\"resolve\"", ""));
        Result result = run("--json", "plugin", "update", "skill-units").exits(0);
        assertThat(result.json().path("state").asText()).isEqualTo("done");
        assertThat(result.err()).isEqualTo("resolve\n");
    }

    @Test
    void failedJobEndsWithItsReason() {
        String problem =
                ",\"problem\":{\"code\":\"unresolvable\",\"message\":\"nobody provides tenon.model\\nfor it\"}";
        host().on(JOBS, 202, job("failed", "", problem));
        run("plugin", "remove", "skill-units").fails("nobody provides tenon.model for it");
        Result json = run("plugin", "remove", "skill-units", "--json").exits(1);
        assertThat(json.json().at("/error/code").asText()).isEqualTo("unresolvable");
        assertThat(json.json().at("/job/id").asText()).isEqualTo("3");
    }

    @Test
    void refusalBeforeTheJobIsShown() {
        host().on(JOBS, 404, "{\"error\":{\"code\":\"unknown\",\"message\":\"no plugin 'nix'\"}}");
        run("plugin", "install", "nix").fails("no plugin 'nix'");
    }

    @Test
    void sendsAJarsAbsolutePath() {
        Path jar = write("my.jar", "");
        host().on(JOBS, 202, job("done", "", ""));
        Path relative = Path.of("").toAbsolutePath().relativize(jar);
        run("plugin", "install", relative.toString()).exits(0);
        assertThat(server.last().body()).contains("\"plugin\":\"" + jar + "\"");
    }

    @Test
    void refusesAJarThatIsNotThere() {
        host();
        run("plugin", "install", "./gone.jar").fails("there is no file", "gone.jar");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void planShowsWhatWouldChange() {
        host().on(
                        "POST /admin/v1/plan",
                        "{\"change\":{},\"bytesToFetch\":52000,\"lines\":[{\"id\":\"a.b\",\"from\":\"\",\"to\":\"1.0.0\","
                                + "\"permissions\":[\"net\"],\"signedBy\":\"this marketplace\"},"
                                + "{\"id\":\"c.d\",\"from\":\"1.0.0\",\"to\":\"2.0.0\",\"permissions\":[],\"signedBy\":\"\"}]}");
        String out = run("plugin", "plan", "a.b", "--action", "update").exits(0).out();
        assertThat(out)
                .contains(
                        "add    a.b 1.0.0", "net (declared, not yet enforced)", "change c.d 1.0.0 -> 2.0.0", "52.0 KB");
        assertThat(server.last().body()).contains("\"action\":\"update\"");
        run("plugin", "plan", "a.b", "--action", "explode").exits(2);
    }

    private static final String MORE =
            "{\"change\":{},\"bytesToFetch\":9000,\"restart\":\"\",\"touched\":[{\"id\":\"c.d\","
                    + "\"version\":\"1.0.0\",\"of\":\"a.b\",\"through\":\"tenon.model\",\"restarts\":false}],\"lines\":[{\"id\":"
                    + "\"a.b\",\"from\":\"1.0.0\",\"to\":\"2.0.0\",\"permissions\":[\"net\",\"exec\"],\"newPermissions\":[\"exec\"],"
                    + "\"signedBy\":\"marketplace m, key k\",\"rehearsed\":true,\"source\":{\"sha256\":\"5ade\",\"publisher\":"
                    + "\"somebody\",\"keyId\":\"k\",\"unsigned\":false,\"bytesToFetch\":9000},"
                    + "\"data\":{\"fate\":\"migrated\",\"from\":1,\"to\":2}}]}";
    private static final String NO_CONSENT =
            ",\"problem\":{\"code\":\"consent\",\"message\":\"a.b 2.0.0 asks for exec, which 1.0.0 was not granted\"}";

    @Test
    void planTellsAllThatAPersonWantsToKnowBefore() {
        host().on("POST /admin/v1/plan", MORE);
        assertThat(run("plugin", "plan", "a.b", "--action", "update").exits(0).out())
                .isEqualTo("""
                        change a.b 1.0.0 -> 2.0.0
                               published by somebody
                               vouched for by marketplace m, key k
                               asks for net (declared, not yet enforced)
                               asks for exec (NEW; declared, not yet enforced)
                               is rehearsed first, in a process of its own
                               works on a copy of its data, migrated from version 1 to 2; the old release's stay
                               9.0 KB to fetch
                        touch  c.d 1.0.0 uses tenon.model of a.b: it goes on without a stop
                        to fetch: 9.0 KB
                        restart: no
                        """);
    }

    @Test
    void updateThatAsksForMoreIsRefusedWhereNobodyCanBeAsked() {
        host().on(JOBS, 202, job("failed", "", NO_CONSENT));
        run("plugin", "update", "a.b").fails("asks for exec");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void updateThatAsksForMoreIsAskedAboutAtATerminal() {
        typed = "y\n";
        host().on(JOBS, 202, job("failed", "", NO_CONSENT))
                .on(JOBS, 202, job("done", "", ",\"result\":\"installed\""))
                .on("POST /admin/v1/plan", MORE);
        Result result = run("plugin", "update", "a.b").exits(0);
        assertThat(result.err()).contains("asks for exec (NEW;", "Grant what is new");
        assertThat(server.last().body()).contains("\"accept\":[\"5ade\"]");
    }

    @Test
    void anotherPublisherIsShownAndAskedAbout() {
        String moved = "bob (marketplace key k), and 1.0.0 came from ada (marketplace key k)";
        String plan = MORE.replace("\"source\":", "\"newPublisher\":\"" + moved + "\",\"source\":");
        typed = "y\n";
        host().on(JOBS, 202, job("failed", "", NO_CONSENT))
                .on(JOBS, 202, job("done", "", ",\"result\":\"installed\""))
                .on("POST /admin/v1/plan", plan);
        assertThat(run("plugin", "update", "a.b").exits(0).err())
                .contains(
                        "ANOTHER PUBLISHER: it comes from " + moved,
                        "Take it from another publisher and grant what is new");
        assertThat(server.last().body()).contains("\"accept\":[\"5ade\"]");
    }

    @Test
    void whatIsNotGrantedIsNotDone() {
        typed = "\n";
        host().on(JOBS, 202, job("failed", "", NO_CONSENT)).on("POST /admin/v1/plan", MORE);
        assertThat(run("plugin", "update", "a.b").exits(1).err()).contains("asks for exec, which 1.0.0");
        assertThat(server.last().body()).doesNotContain("accept");
    }

    @Test
    void acceptsBeforehand() {
        host().on(JOBS, 202, job("done", "", ""));
        run("plugin", "update", "a.b", "--yes").exits(0);
        assertThat(server.last().body()).contains("\"options\":[\"accept\"]");
    }

    @Test
    void callsAJobOff() {
        host().on("DELETE /admin/v1/jobs/3", 202, job("failed", "", ""));
        assertThat(run("plugin", "cancel", "3").exits(0).out()).isEqualTo("job 3 is called off: install skill-units\n");
        assertThat(run("model", "cancel", "3").exits(0).out()).isEqualTo("job 3 is called off: install skill-units\n");
    }

    @Test
    void searchSendsTheWordsAndLinesUpWhatItFinds() {
        host().on("GET /admin/v1/catalogue?q=miles%20%26%20km", "{\"plugins\":[" + OFFERED + "]}")
                .on("GET /admin/v1/catalogue?q=", "{\"plugins\":[]}");
        assertThat(run("plugin", "search", "miles", "&", "km").exits(0).out())
                .isEqualTo("skill-units  1.0.0    Converts units\n");
        assertThat(run("plugin", "search").exits(0).out()).contains("offers nothing");
    }

    @Test
    void listNamesNewerReleases() {
        host().on("GET /admin/v1/plugins", "{\"plugins\":[" + INSTALLED + "]}");
        assertThat(run("plugin", "list").exits(0).out())
                .isEqualTo("skill-units  1.0.0 (newest 1.1.0)  active  Converts units\n");
        assertThat(run("plugin", "list", "--json").json().path("plugins")).hasSize(1);
    }

    @Test
    void infoJoinsInstalledAndOffered() {
        host().on("GET /admin/v1/plugins", "{\"plugins\":[" + INSTALLED + "]}")
                .on("GET /admin/v1/catalogue?q=", "{\"plugins\":[" + OFFERED + "]}")
                .on(
                        "GET /admin/v1/use/dev.tenon.skill.units",
                        "{\"leases\":[{\"version\":\"0.9.0\",\"service\":\"Skill\",\"holder\":\"dev.tenon.assistant,"
                                + " thread assistant-1\",\"ageMillis\":1250}],\"ended\":3}");
        assertThat(run("plugin", "info", "skill-units").exits(0).out())
                .contains(
                        "dev.tenon.skill.units",
                        "1.0.0, active, from marketplace",
                        "net (declared, not yet enforced)",
                        "Skill of 0.9.0 by dev.tenon.assistant, thread assistant-1, for 1.3 s",
                        "3 calls, streams or sessions that did not end in time");
        assertThat(run("plugin", "info", "units", "--json")
                        .exits(0)
                        .json()
                        .at("/offered/bytes")
                        .asLong())
                .isEqualTo(52000);
        run("plugin", "info", "nits").fails("no plugin is called 'nits'");
    }

    @Test
    void infoListsCandidatesOfAnAmbiguousName() {
        host().on("GET /admin/v1/plugins", "{\"plugins\":[" + INSTALLED + "]}")
                .on(
                        "GET /admin/v1/catalogue?q=",
                        "{\"plugins\":[" + OFFERED.replace("dev.tenon.skill", "org.example.skill") + "]}");
        run("plugin", "info", "skill-units").fails("dev.tenon.skill.units, org.example.skill.units");
    }

    @Test
    void historyMarksWhatRuns() {
        host().on(
                        "GET /admin/v1/history",
                        "{\"generations\":[{\"number\":2,\"created\":\"2026-01-02T00:00:07.123456789Z\",\"reason\":\"install x\","
                                + "\"plugins\":[],\"current\":true}]}");
        assertThat(run("plugin", "history").exits(0).out())
                .matches("\\*  2  2026-01-0[123] \\d\\d:\\d\\d:07  install x\n");
    }

    @Test
    void verifyNamesEveryFinding() {
        Path noJar = write("no.jar", "text");
        Result result = run("plugin", "verify", noJar.toString()).exits(1);
        assertThat(result.out()).startsWith("not-a-jar: ");
        assertThat(result.err()).isEqualTo("tenon: " + noJar + " would be refused, for 1 reason\n");
        Result json = run("plugin", "verify", noJar.toString(), "--json").exits(1);
        assertThat(json.json().path("passed").asBoolean(true)).isFalse();
        assertThat(json.json().at("/findings/0/code").asText()).isEqualTo("not-a-jar");
        run("plugin", "verify", "gone.jar").fails("there is no file gone.jar");
    }
}
