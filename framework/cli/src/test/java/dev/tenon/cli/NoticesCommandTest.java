// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NoticesCommandTest extends CommandTest {
    private static final String LIST = "GET /admin/v1/notices";
    private static final String NEXT = LIST + "?wait=20&after=";

    private static String notices(String... notices) {
        return "{\"notices\":[" + String.join(",", notices) + "]}";
    }

    private static String notice(long id, String text) {
        return "{\"id\":" + id + ",\"at\":\"2026-01-15T12:00:00Z\",\"plugin\":\"dev.tenon.skill.timer\",\"text\":\""
                + text + "\"}";
    }

    private static String time() {
        return LocalDateTime.ofInstant(Instant.parse("2026-01-15T12:00:00Z"), ZoneId.systemDefault())
                        .toString()
                        .replace('T', ' ')
                + ":00";
    }

    @Test
    void showsTimeSenderAndText() {
        host().on(LIST, notices(notice(7, "Ten minutes are over."), notice(8, "时间到。")));
        assertThat(run("notices").exits(0).out())
                .isEqualTo(time() + "  dev.tenon.skill.timer  Ten minutes are over.\n" + time()
                        + "  dev.tenon.skill.timer  时间到。\n");
        assertThat(server.last().authorization()).isEqualTo("Bearer " + TOKEN);
    }

    @Test
    void showsTheHostsDocumentWithJson() {
        host().on(LIST, notices(notice(7, "x")));
        assertThat(run("notices", "--json").exits(0).json().at("/notices/0/id").asLong())
                .isEqualTo(7);
    }

    @Test
    void saysSoIfThereIsNone() {
        host().on(LIST, notices());
        assertThat(run("notices").exits(0).out()).isEqualTo("Nothing was told since the host started.\n");
        assertThat(run("notices", "--json").exits(0).json().path("notices")).isEmpty();
    }

    @Test
    void followsUntilTheHostGoes() {
        host().on(LIST, notices(notice(7, "one")))
                .on(NEXT + 7, notices())
                .on(NEXT + 7, notices(notice(9, "two"), notice(12, "three")))
                .on(NEXT + 12, notices(notice(13, "four")))
                .breakOff(NEXT + 13);
        Result result = run("notices", "-f").exits(1);
        assertThat(result.out().lines())
                .extracting(line -> line.replaceAll(".* ", ""))
                .containsExactly("one", "two", "three", "four");
        assertThat(result.err()).hasLineCount(1).contains("broke off");
    }

    @Test
    void keepsEscapeSequencesFromTheTerminal() {
        host().on(LIST, notices(notice(7, "\\u001b[2Ja\\nb")));
        assertThat(run("notices").exits(0).out()).endsWith("  [2Ja b\n").hasLineCount(1);
    }

    @Test
    void neverEndingJsonIsWrongUse() {
        host();
        run("notices", "-f", "--json").exits(2);
        assertThat(server.requests()).isEmpty();
    }
}
