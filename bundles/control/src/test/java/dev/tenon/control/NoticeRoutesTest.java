// SPDX-License-Identifier: Apache-2.0
package dev.tenon.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NoticeRoutesTest extends ControlTest {
    private static final String TIMER = "dev.tenon.skill.timer";

    @Test
    void listsNoticesAfterOne() throws Exception {
        long first = host.post(TIMER, "Ten minutes are over.");
        long second = host.post(TIMER, "时间到。");
        JsonNode newer = get("notices?after=" + first).path("notices");
        assertThat(newer).isNotEmpty();
        assertThat(newer.get(0).path("id").asLong()).isEqualTo(second);
        assertThat(newer.get(0).path("plugin").asText()).isEqualTo(TIMER);
        assertThat(newer.get(0).path("text").asText()).isEqualTo("时间到。");
        assertThat(newer.get(0).path("at").asText()).endsWith("Z");
        assertThat(get("notices").path("notices").size()).isGreaterThan(newer.size());
        assertThat(get("notices?after=999999999999999999").toString()).isEqualTo("{\"notices\":[]}");
    }

    @Test
    void waitsForTheNextNoticeIfAsked() throws Exception {
        long last = host.post(TIMER, "old");
        CompletableFuture<JsonNode> waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return get("notices?wait=30&after=" + last);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        host.post(TIMER, "new");
        assertThat(waiting.get(20, TimeUnit.SECONDS)
                        .path("notices")
                        .get(0)
                        .path("text")
                        .asText())
                .isEqualTo("new");
    }

    @Test
    void streamsNoticesAsTheyCome() throws Exception {
        long last = host.post(TIMER, "old");
        HttpResponse<InputStream> response = open("notices?after=" + last);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            for (String text : List.of("first", "two\nlines, event: no")) {
                long id = host.post(TIMER, text);
                List<String> event = event(lines);
                assertThat(event.subList(0, 2)).containsExactly("id: " + id, "event: notice");
                assertThat(json(event.get(2).substring("data: ".length()))
                                .path("text")
                                .asText())
                        .isEqualTo(text);
            }
        }
    }

    @Test
    void goesOnAfterTheLastEventThatABrowserNames() throws Exception {
        long last = host.post(TIMER, "seen");
        host.post(TIMER, "not yet seen");
        HttpResponse<InputStream> response = open("notices", "Last-Event-ID", "" + last);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            assertThat(event(lines).get(2)).contains("not yet seen");
        }
    }

    private HttpResponse<InputStream> open(String path, String... headers) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(host.url() + "/admin/v1/" + path))
                .headers(with(TOKEN, with(new String[] {"Accept", "text/event-stream"}, headers)))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream());
    }

    private static List<String> event(BufferedReader lines) throws Exception {
        List<String> event = new ArrayList<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty() && !event.isEmpty()) {
                return event;
            }
            if (!line.isEmpty() && !line.startsWith(":")) {
                event.add(line);
            }
        }
        throw new AssertionError("the stream ended: " + event);
    }

    @Test
    void keepsStrangersOut() throws Exception {
        for (String accept : List.of("application/json", "text/event-stream")) {
            assertThat(send("GET", "notices", "", "Accept", accept).statusCode())
                    .isEqualTo(401);
            assertThat(send("GET", "notices", "", with(TOKEN, "Accept", accept, "Origin", "http://example.org"))
                            .statusCode())
                    .isEqualTo(403);
            assertThat(send("POST", "notices", "{}", with(TOKEN, "Accept", accept))
                            .statusCode())
                    .isEqualTo(405);
        }
    }
}
