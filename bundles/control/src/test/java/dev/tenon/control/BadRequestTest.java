// SPDX-License-Identifier: Apache-2.0
package dev.tenon.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadRequestTest extends ControlTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "\"text\"",
                "null",
                "{\"text\":\"a\",\"text\":\"b\"}",
                "{\"text\":\"a\"} x",
                "{text:1}",
                "\u0000"
            })
    void refusesWhatIsNoJsonObject(String body) throws Exception {
        assertThat(refusal(400, "ask", body)).isEqualTo("bad-json");
    }

    @Test
    void refusesJsonThatIsTooDeep() throws Exception {
        String deep = "{\"text\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}";
        assertThat(refusal(400, "ask", deep)).isEqualTo("bad-json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"text\":\" \"}",
                "{\"text\":1}",
                "{\"text\":\"a\",\"language\":7}",
                "{\"text\":\"a\",\"language\":\"!\"}",
                "{\"text\":\"a\",\"more\":1}",
                "{\"text\":\"a\",\"attachments\":{}}",
                "{\"text\":\"a\",\"attachments\":[1]}",
                "{\"text\":\"a\",\"attachments\":[{}]}",
                "{\"text\":\"a\",\"attachments\":[{\"mediaType\":\"image/png\",\"base64\":\"%\"}]}",
                "{\"text\":\"a\",\"attachments\":[{\"mediaType\":\"image/png\",\"base64\":\"\"}]}",
                "{\"text\":\"a\",\"attachments\":[{\"mediaType\":\"picture\",\"base64\":\"AAAA\"}]}",
                "{\"text\":\"a\",\"attachments\":[{},{},{},{},{},{},{},{},{}]}"
            })
    void refusesAnAskThatMakesNoSense(String body) throws Exception {
        assertThat(refusal(400, "ask", body)).isEqualTo("bad-request");
    }

    @Test
    void refusesATextThatIsTooLong() throws Exception {
        assertThat(refusal(400, "ask", "{\"text\":\"" + "a".repeat(100_001) + "\"}"))
                .isEqualTo("bad-request");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | unknown-action | {\"action\":\"explode\",\"plugin\":\"x\"}",
                "400 | bad-request | {\"action\":\"install\"}",
                "400 | bad-request | {\"plugin\":\"skill-units\"}",
                "400 | bad-request | {\"action\":\"install\",\"plugin\":[\"x\"]}",
                "404 | unknown | {\"action\":\"install\",\"plugin\":\"nonesuch\"}"
            })
    void refusesAPlanThatMakesNoSense(int status, String code, String body) throws Exception {
        assertThat(refusal(status, "plan", body)).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"action\":\"model-add\"}", "{\"action\":\"model-remove\",\"source\":\"\"}"})
    void refusesAModelJobWithoutASource(String body) throws Exception {
        assertThat(refusal(400, "jobs", body)).isEqualTo("bad-request");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, nothing, 404, not-found",
        "GET, jobs/999, 404, unknown-job",
        "DELETE, jobs/999, 404, unknown-job",
        "GET, traces/999, 404, unknown-trace",
        "GET, jobs/1/2, 404, not-found",
        "PUT, jobs, 405, wrong-method",
        "DELETE, status, 405, wrong-method",
        "GET, ask, 405, wrong-method",
        "GET, traces?limit=0, 400, bad-request",
        "GET, traces?limit=many, 400, bad-request",
        "GET, notices?after=first, 400, bad-request",
        "GET, notices?after=-1, 400, bad-request",
        "GET, jobs/1?wait=31, 400, bad-request",
        "GET, jobs/999?wait=1&steps=0, 404, unknown-job",
        "GET, jobs/1?wait=soon, 400, bad-request",
        "GET, jobs/1?steps=-1, 400, bad-request",
        "GET, notices?wait=31, 400, bad-request"
    })
    void refusesAddressesThatAreNotThere(String method, String path, int status, String code) throws Exception {
        HttpResponse<String> response = send(method, path, "", TOKEN);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(json(response.body()).path("error").path("code").asText()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "plugins", "nothing", "jobs/1", "notices"})
    void refusesEveryAddressWithoutAProof(String path) throws Exception {
        assertThat(send("GET", path, "").statusCode()).isEqualTo(401);
        assertThat(send("GET", path, "", "Authorization", "Bearer wrong").statusCode())
                .isEqualTo(401);
        assertThat(send("GET", path, "", "Cookie", "tenon_session=wrong").statusCode())
                .isEqualTo(401);
        assertThat(send("GET", path, "", with(TOKEN, "Origin", "http://evil.example"))
                        .statusCode())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%61dmin/v1/status",
                "//admin/v1/status",
                "/x/../admin/v1/status",
                "/./admin/v1/status",
                "/admin;a=b/v1/status",
                "/admin/v1;x/status",
                "/admin/v1/session/../status",
                "/admin%2Fv1%2Fstatus",
                "/ADMIN/v1/status"
            })
    void neverAnswersUnderAnotherSpelling(String path) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", URI.create(host.url()).getPort())) {
            socket.setSoTimeout(10_000);
            String host = this.host.url().substring("http://".length());
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).doesNotContain("uptimeMs");
            assertThat(answer.substring(9, 12)).isIn("400", "401", "404");
        }
    }

    @Test
    void goesOnServingAfterAHugeBody() throws Exception {
        try {
            HttpResponse<String> response = send("POST", "ask", "x".repeat((48 << 20) + 1), TOKEN);
            assertThat(response.statusCode()).isEqualTo(413);
        } catch (IOException e) {
            assertThat(e).as("the host closes while the client still sends").isNotNull();
        }
        assertThat(get("status").path("version").asText()).isEqualTo("1.0.0");
    }
}
