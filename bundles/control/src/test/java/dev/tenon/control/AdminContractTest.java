// SPDX-License-Identifier: Apache-2.0
package dev.tenon.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenon.http.TestContainer;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class AdminContractTest extends ControlTest {
    private static final String JSON = "application/json";

    @Test
    void tellsHowTheHostIs() throws Exception {
        JsonNode status = get("status");
        assertThat(status.path("version").asText()).isEqualTo("1.0.0");
        assertThat(status.path("generation").isIntegralNumber()).isTrue();
        assertThat(status.path("plugins").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(status.path("uptimeMs").asLong()).isPositive();
        assertThat(status.path("java").asText()).isEqualTo(Runtime.version().toString());
        assertThat(status.path("home").asText()).isEqualTo(home.toString());
        assertThat(status.path("market").toString())
                .isEqualTo("{\"url\":\"http://127.0.0.1:7080\",\"sequence\":7,"
                        + "\"fetchedAt\":\"2026-01-01T00:00:00Z\",\"problem\":\"\"}");
    }

    @Test
    void listsPluginsOffersAndGenerations() throws Exception {
        JsonNode plugin = get("plugins").path("plugins").get(0);
        assertThat(plugin.path("id").asText()).isEqualTo("dev.tenon.skill.calc");
        assertThat(plugin.path("newest").asText()).isEqualTo("1.1.0");
        JsonNode offers = get("catalogue?q=weights").path("plugins");
        assertThat(offers.findValuesAsText("shortName")).containsExactly("skill-units");
        JsonNode generation = get("history").path("generations").get(0);
        assertThat(generation.path("current").asBoolean()).isTrue();
        assertThat(Instant.parse(generation.path("created").asText()))
                .isBefore(Instant.now().plusSeconds(1));
    }

    @Test
    void saysWhoUsesAPlugin() throws Exception {
        JsonNode use = get("use/dev.tenon.skill.calc");
        assertThat(use.toString())
                .isEqualTo("{\"id\":\"dev.tenon.skill.calc\",\"leases\":[{\"version\":\"1.0.0\",\"service\":\"Skill\","
                        + "\"holder\":\"assistant-1\",\"ageMillis\":1200}],\"ended\":2}");
    }

    @Test
    void plansWithoutChangingAnything() throws Exception {
        JsonNode plan =
                post(200, "plan", "{\"action\":\"install\",\"plugin\":\"skill-image-label\",\"versions\":\"\"}");
        assertThat(plan.path("change").path("action").asText()).isEqualTo("install");
        assertThat(plan.path("bytesToFetch").asLong()).isEqualTo(412_300);
        assertThat(plan.path("lines").get(0).path("permissions").get(0).asText())
                .isEqualTo("model:image-classification");
        assertThat(get("plugins").toString()).doesNotContain("image.label");
    }

    @Test
    void comparesGenerationsAndNamesThePlugins() throws Exception {
        JsonNode difference = get("generations/1?to=1");
        assertThat(difference.at("/lines/0/to").asText()).isEqualTo("1.0.0");
        assertThat(difference.at("/settings/0").asText()).isEqualTo("dev.tenon.skill.units");
        assertThat(get("generations")).isEqualTo(get("history"));
        assertThat(get("lock").at("/plugins/0/source").asText()).isEqualTo("file");
    }

    @Test
    void anUpdateThatAsksForMoreNeedsTheReleaseAccepted() throws Exception {
        String update = "{\"action\":\"update\",\"plugin\":\"skill-dates\"";
        JsonNode plan = post(200, "plan", update + "}");
        JsonNode line = plan.path("lines").get(0);
        assertThat(line.path("newPermissions").get(0).asText()).isEqualTo("clock");
        assertThat(line.path("data").path("fate").asText()).isEqualTo("migrated");
        assertThat(plan.path("touched").get(0).path("through").asText()).isEqualTo("tenon.model");
        assertThat(plan.path("restart").asText("none")).isEmpty();
        assertThat(finish(post(202, "jobs", update + "}"))
                        .path("problem")
                        .path("code")
                        .asText())
                .isEqualTo("consent");
        String accept = ",\"accept\":[\"" + line.path("source").path("sha256").asText() + "\"]}";
        assertThat(finish(post(202, "jobs", update + accept)).path("state").asText())
                .isEqualTo("done");
    }

    @Test
    void plansARollbackWithoutNamingAGeneration() throws Exception {
        JsonNode plan = post(200, "plan", "{\"action\":\"rollback\"}");
        assertThat(plan.path("notes")).hasSize(1);
        assertThat(post(400, "plan", "{\"action\":\"install\",\"plugin\":\"x\",\"options\":[\"force\"]}")
                        .toString())
                .contains("unsigned, purge");
        assertThat(post(400, "plan", "{\"action\":\"install\",\"plugin\":\"x\",\"options\":\"purge\"}")
                        .toString())
                .contains("list");
    }

    @Test
    void looksForLeaksAsAJobAndKeepsWhatWasFound() throws Exception {
        JsonNode done = finish(post(202, "leaks", "{}"));
        assertThat(done.path("result").asText()).isEqualTo("1 of 3 is still there");
        JsonNode report = get("leaks");
        assertThat(report.path("checked").asText()).isEqualTo("2026-01-01T00:01:00Z");
        assertThat(report.path("retired").asInt()).isEqualTo(3);
        JsonNode leak = report.path("leaks").get(0);
        assertThat(leak.path("kind").asText()).isEqualTo("thread-local");
        assertThat(leak.path("path")).hasSize(2);
        post(400, "leaks", "{\"plugin\":\"skill-units\"}");
    }

    @Test
    void letsWaitForNewsOfAJob() throws Exception {
        String id = post(202, "jobs", "{\"action\":\"install\",\"plugin\":\"skill-units\"}")
                .path("id")
                .asText();
        assertThat(get("jobs/" + id + "?wait=2&steps=3").path("id").asText()).isEqualTo(id);
        assertThat(host.awaited()).containsExactly(id + " 3 PT2S");
        get("jobs/" + id);
        get("jobs/" + id + "?wait=0&steps=0");
        assertThat(host.awaited()).as("who does not wait takes no thread").hasSize(1);
        finish(get("jobs/" + id));
        finish(post(202, "jobs", "{\"action\":\"remove\",\"plugin\":\"skill-units\"}"));
    }

    @Test
    void installsAndRemovesAsJobs() throws Exception {
        JsonNode done = finish(post(202, "jobs", "{\"action\":\"install\",\"plugin\":\"skill-units\"}"));
        assertThat(done.path("state").asText()).isEqualTo("done");
        assertThat(done.has("problem")).isFalse();
        assertThat(get("plugins").toString()).contains("dev.tenon.skill.units");
        finish(post(202, "jobs", "{\"action\":\"remove\",\"plugin\":\"skill-units\"}"));
        assertThat(get("plugins").toString()).doesNotContain("dev.tenon.skill.units");
        assertThat(get("jobs").path("jobs").get(0).path("title").asText()).isEqualTo("remove skill-units");
    }

    @Test
    void addsAndRemovesModelsAsJobs() throws Exception {
        assertThat(get("models")
                        .path("installed")
                        .get(0)
                        .path("descriptor")
                        .path("id")
                        .asText())
                .isEqualTo("mnist");
        assertThat(finish(post(202, "jobs", "{\"action\":\"model-add\",\"source\":\"squeezenet\"}"))
                        .path("result")
                        .asText())
                .isEqualTo("squeezenet is here");
        assertThat(get("models").path("catalogue").get(1).path("installed").asBoolean())
                .isTrue();
        finish(post(202, "jobs", "{\"action\":\"model-remove\",\"source\":\"squeezenet\"}"));
        assertThat(get("models").path("installed")).hasSize(1);
    }

    @Test
    void quantizesAndShowsWhatTheGateFound() throws Exception {
        String quantize = "{\"action\":\"model-quantize\",\"source\":\"mnist\",\"scheme\":\"";
        assertThat(finish(post(202, "jobs", quantize + "w8a8\"}"))
                        .path("result")
                        .asText())
                .contains("mnist in w8a8 for cpu is here", "keeps 99.5 %", "42 % of the size", "2.00 times as fast")
                .contains("'tenon model use mnist w8a8-cpu'");
        JsonNode failed = finish(post(202, "jobs", quantize + "w4a8\"}"));
        assertThat(failed.at("/problem/code").asText()).isEqualTo("unfit");
        assertThat(failed.at("/problem/message").asText()).contains("is not offered", "keeps 99.5 %");
        JsonNode hungry = finish(post(202, "jobs", quantize + "w8\"}"));
        assertThat(hungry.at("/problem/message").asText()).contains("needs more than 16 MB");
        assertThat(finish(post(202, "jobs", quantize + "w3\"}"))
                        .at("/problem/message")
                        .asText())
                .isEqualTo("there is no scheme 'w3'");
        post(400, "jobs", quantize + "w8a8\",\"required\":\"98 %\"}");
        assertThat(post(400, "jobs", quantize + "w8a8\",\"evaluation\":\"digits.npz\"}")
                        .toString())
                .contains("evaluation is the absolute path of a file or folder, not 'digits.npz'");
        assertThat(post(400, "jobs", quantize + "w8a8\",\"calibration\":\"/a\\u0000b\"}")
                        .toString())
                .contains("calibration is no path");
        JsonNode variant = get("models").path("variants").path("mnist").get(0);
        assertThat(variant.path("name").asText()).isEqualTo("w8a8-cpu");
        assertThat(variant.at("/report/verdict").asText()).isEqualTo("passed");
        assertThat(variant.at("/report/quality/retainedLow").asDouble()).isEqualTo(0.99);
    }

    @Test
    void putsAVariantToUse() throws Exception {
        String use = "{\"action\":\"model-use\",\"source\":\"mnist\",\"variant\":\"";
        finish(post(202, "jobs", use + "w8a8-cpu\"}"));
        assertThat(get("models").at("/variants/mnist/0/isUsed").asBoolean()).isTrue();
        finish(post(202, "jobs", use + "original\"}"));
        assertThat(get("models").at("/variants/mnist/0/isUsed").asBoolean()).isFalse();
        assertThat(finish(post(202, "jobs", use + "w9\"}"))
                        .at("/problem/message")
                        .asText())
                .contains("original, w8a8-cpu");
    }

    @Test
    void keepsTheLastModelThatAPluginNeedsUnlessForced() throws Exception {
        String remove = "{\"action\":\"model-remove\",\"source\":\"mnist\"";
        JsonNode refused = finish(post(202, "jobs", remove + "}"));
        assertThat(refused.at("/problem/code").asText()).isEqualTo("unresolvable");
        assertThat(refused.at("/problem/message").asText())
                .contains("mnist is the last model here that serves skill-clock", "--force");
        assertThat(get("models").path("installed")).isNotEmpty();
        post(400, "jobs", remove + ",\"options\":[\"please\"]}");
        finish(post(202, "jobs", remove + ",\"options\":[\"force\"]}"));
        assertThat(get("models").path("installed")).isEmpty();
        finish(post(202, "jobs", "{\"action\":\"model-add\",\"source\":\"mnist\"}"));
    }

    @Test
    void showsAModelsRefusalAsItIs() throws Exception {
        JsonNode failed = finish(post(202, "jobs", "{\"action\":\"model-add\",\"source\":\"nonesuch\"}"));
        assertThat(failed.path("state").asText()).isEqualTo("failed");
        assertThat(failed.path("problem").path("code").asText()).isEqualTo("unknown");
        assertThat(failed.path("problem").path("message").asText()).startsWith("no model is called nonesuch");
    }

    private JsonNode finish(JsonNode job) throws Exception {
        JsonNode now = job;
        long limit = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (List.of("queued", "running").contains(now.path("state").asText())) {
            assertThat(System.nanoTime()).as("job does not end: %s", now).isLessThan(limit);
            now = get("jobs/" + job.path("id").asText());
        }
        return now;
    }

    @Test
    void showsDevicesWithTheirLoad() throws Exception {
        JsonNode devices = get("devices").path("devices");
        assertThat(devices.findValuesAsText("id")).containsExactly("cpu0", "cpu1");
        assertThat(devices.get(0).path("computeUnits").asInt()).isEqualTo(4);
        assertThat(devices.get(0).path("load").toString()).isEqualTo("{\"busy\":0.25,\"freeMemoryBytes\":6442450944}");
    }

    @Test
    void asksEachHealthCheckAndOutlivesABrokenOne() throws Exception {
        JsonNode checks = get("health").path("checks");
        assertThat(checks).hasSize(2);
        assertThat(checks.findValuesAsText("status")).containsExactlyInAnyOrder("ok", "failed");
        assertThat(checks.toString()).contains("1 + 1 = 2").doesNotContain("a bug in the check");
    }

    @Test
    void showsAndChangesSettings() throws Exception {
        JsonNode faq = get("settings/skill-faq").path("configurations").get(0);
        assertThat(faq.path("source").asText()).isEqualTo("default");
        assertThat(faq.path("settings").get(0).path("range").asText()).isEqualTo("0.1 to 1");
        assertThat(faq.path("settings").get(1).path("values")).isEmpty();
        assertThat(get("settings").path("configurations").get(0).path("source").asText())
                .isEqualTo("last-good");
        String set = "{\"action\":\"set\",\"name\":\"skill-faq\",\"key\":\"min.score\",\"values\":[\"VALUE\"]}";
        finish(post(202, "settings", set.replace("VALUE", "0.5")));
        assertThat(get("settings/skill-faq").toString()).contains("\"values\":[\"0.5\"]", "\"source\":\"file\"");
        assertThat(refusal(400, "settings", set.replace("VALUE", "7"))).isEqualTo("bad-request");
        assertThat(refusal(400, "settings", set.replace("\"VALUE\"", "7"))).isEqualTo("bad-request");
        assertThat(refusal(400, "settings", "{\"action\":\"forget\"}")).isEqualTo("unknown-action");
        assertThat(refusal(404, "settings", set.replace("skill-faq", "nothing")))
                .isEqualTo("unknown");
        finish(post(202, "settings", "{\"action\":\"unset\",\"name\":\"skill-faq\",\"key\":\"min.score\"}"));
        finish(post(202, "settings", "{\"action\":\"reload\"}"));
    }

    @Test
    void tellsWhatIsWrongAlsoOfADiagnosisThatFails() throws Exception {
        JsonNode findings = get("findings").path("findings");
        assertThat(findings.findValuesAsText("severity"))
                .as("changes that other tests had refused are degraded")
                .filteredOn("failed"::equals)
                .hasSize(2);
        assertThat(findings.toString()).contains("mend it", "failed itself").doesNotContain("a bug in");
        JsonNode status = get("status");
        assertThat(status.path("findings").asInt()).isEqualTo(findings.size());
        assertThat(status.path("devices").asInt()).isEqualTo(2);
        assertThat(status.path("memory").path("heapBytes").asLong()).isPositive();
    }

    @Test
    void answersAndKeepsATrace() throws Exception {
        JsonNode answer = post(200, "ask", "{\"text\":\"what is 17.5 % of 240?\",\"language\":\"en\"}");
        assertThat(answer.path("answered").asBoolean()).isTrue();
        assertThat(answer.path("outcome").asText()).isEqualTo("answered");
        assertThat(answer.path("text").asText()).isEqualTo("42");
        assertThat(answer.path("answeredBy").asText()).isEqualTo("dev.tenon.skill.calc/calc");
        assertThat(answer.path("suggest").isArray()).isTrue();
        JsonNode trace = get("traces/" + answer.path("traceId").asText());
        assertThat(trace.path("steps").get(0).path("micros").asLong()).isEqualTo(120);
        assertThat(get("traces?limit=1").path("traces")).hasSize(1);
    }

    @Test
    void namesThePluginThatCouldAnswer() throws Exception {
        JsonNode answer = post(200, "ask", "{\"text\":\"how many miles is 42.195 km?\"}");
        assertThat(answer.path("answered").asBoolean()).isFalse();
        assertThat(answer.path("outcome").asText()).isEqualTo("nobody");
        assertThat(answer.has("answeredBy")).isFalse();
        assertThat(answer.path("suggest").get(0).toString())
                .isEqualTo("{\"id\":\"dev.tenon.skill.units\",\"shortName\":\"skill-units\",\"name\":\"Units\"}");
    }

    @Test
    void takesAPicture() throws Exception {
        JsonNode answer = post(
                200,
                "ask",
                "{\"text\":\"\",\"attachments\":[{\"mediaType\":\"image/png\",\"base64\":\"iVBORw0KGgo=\"}]}");
        assertThat(answer.path("text").asText()).contains("goldfish");
    }

    @Test
    void streamsTheAnswerInParts() throws Exception {
        HttpResponse<String> response =
                send("POST", "ask", "{\"text\":\"how many miles?\"}", with(TOKEN, "Accept", "text/event-stream"));
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        List<String> events = List.of(response.body().split("\n\n"));
        StringBuilder text = new StringBuilder();
        for (String event : events.subList(0, events.size() - 1)) {
            assertThat(event).startsWith("event: part\ndata: ");
            text.append(json(event.split("data: ", 2)[1]).path("text").asText());
        }
        String last = events.get(events.size() - 1);
        assertThat(last).startsWith("event: answer\ndata: ");
        assertThat(json(last.split("data: ", 2)[1]).path("text").asText())
                .isEqualTo(text.toString())
                .isNotEmpty();
    }

    @Test
    @Timeout(30)
    void endsAStreamWithAnErrorIfTheAssistantHasABug() throws Exception {
        for (String text : List.of("bug", "missing class")) {
            HttpResponse<String> response =
                    send("POST", "ask", "{\"text\":\"" + text + "\"}", with(TOKEN, "Accept", "text/event-stream"));
            assertThat(response.body()).startsWith("event: error\ndata: {\"error\":{\"code\":\"internal\"");
        }
        assertThat(refusal(500, "ask", "{\"text\":\"bug\"}")).isEqualTo("internal");
    }

    @Test
    void stopsAskingWhenTheReaderHasGone() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", URI.create(host.url()).getPort())) {
            socket.getOutputStream()
                    .write(("POST /admin/v1/ask HTTP/1.1\r\nHost: "
                                    + host.url().substring("http://".length()) + "\r\nAuthorization: Bearer "
                                    + TestContainer.TOKEN
                                    + "\r\nAccept: text/event-stream\r\nContent-Length: 18\r\n\r\n{\"text\":\"endless\"}")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read()).isEqualTo('H');
        }
        assertThat(FakeAssistant.INTERRUPTED.await(40, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void opensAndClosesASession() throws Exception {
        String code = post(200, "session/code", "{}").path("code").asText();
        String body = "{\"code\":\"" + code + "\"}";
        HttpResponse<String> opened = send("POST", "session", body, "Origin", host.url(), "Content-Type", JSON);
        assertThat(opened.statusCode()).isEqualTo(200);
        String cookie = opened.headers().firstValue("Set-Cookie").orElse("");
        assertThat(cookie).startsWith("tenon_session=").contains("HttpOnly", "SameSite=Strict", "Path=/admin");
        assertThat(send("POST", "session", body, "Origin", host.url(), "Content-Type", JSON)
                        .statusCode())
                .as("a code works once")
                .isEqualTo(401);
        String[] session = {"Cookie", cookie.split(";")[0]};
        assertThat(send("GET", "status", "", session).statusCode()).isEqualTo(200);
        String[] page = with(session, "Origin", host.url(), "Content-Type", JSON);
        assertThat(send("POST", "ask", "{\"text\":\"240\"}", page).statusCode()).isEqualTo(200);
        assertThat(send("POST", "ask", "{\"text\":\"240\"}", with(session, "Content-Type", JSON))
                        .statusCode())
                .as("no Origin")
                .isEqualTo(403);
        assertThat(send(
                                "POST",
                                "ask",
                                "{\"text\":\"240\"}",
                                with(session, "Origin", host.url(), "Content-Type", "text/plain"))
                        .statusCode())
                .as("what a form could send")
                .isEqualTo(415);
        assertThat(send("GET", "status", "", with(session, "Origin", "http://127.0.0.1:7080"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(send("POST", "session/code", "{}", page).statusCode()).isEqualTo(403);
        assertThat(send("DELETE", "session", "", page).statusCode()).isEqualTo(200);
        assertThat(send("GET", "status", "", session).statusCode()).isEqualTo(401);
    }
}
