// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.timer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.api.skill.Skill;
import dev.tenon.api.skill.Utterance;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests in people's own words: see {@code requests.*.txt}. */
class RequestsTest {
    private static final double ENOUGH = 0.93;
    private static final Timers TIMERS = new Timers(() -> Path.of("nowhere"), text -> {}, new TestClock());
    private static final List<Skill> SKILLS =
            List.of(new StartTimer(TIMERS), new ListTimers(TIMERS), new CancelTimer(TIMERS));

    @AfterAll
    static void close() {
        TIMERS.close();
    }

    private static boolean reads(Skill skill, String request) {
        return skill.understand(Utterance.of(request, Locale.ROOT)).isPresent();
    }

    /** The requests under the name of each skill. */
    private static Map<String, List<String>> requests(String language) throws IOException {
        Map<String, List<String>> requests = new LinkedHashMap<>();
        List<String> current = new ArrayList<>();
        try (InputStream file = RequestsTest.class.getResourceAsStream("requests." + language + ".txt")) {
            assertThat(file).isNotNull();
            for (String line : new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                if (line.startsWith("[")) {
                    current = requests.computeIfAbsent(line.substring(1, line.length() - 1), name -> new ArrayList<>());
                } else if (!line.isBlank()) {
                    current.add(line);
                }
            }
        }
        return requests;
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh"})
    void readsNearlyAllRequests(String language) throws IOException {
        Map<String, List<String>> requests = requests(language);
        for (Skill skill : SKILLS) {
            List<String> own = requests.get(skill.descriptor().name());
            List<String> unread =
                    own.stream().filter(request -> !reads(skill, request)).toList();
            assertThat(own).hasSizeGreaterThanOrEqualTo(40);
            assertThat(unread.size()).as("unread: %s", unread).isLessThanOrEqualTo((int) (own.size() * (1 - ENOUGH)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh"})
    void leavesTheRequestsOfSiblingsToThem(String language) throws IOException {
        Map<String, List<String>> requests = requests(language);
        for (Skill skill : SKILLS) {
            requests.forEach((name, some) -> {
                if (!name.equals(skill.descriptor().name())) {
                    assertThat(some).as(skill.descriptor().name()).noneMatch(request -> reads(skill, request));
                }
            });
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "how long is left of the movie?",
                "call off the wedding, we broke up",
                "the eggs are ready, what now?",
                "wake up, it is morning",
                "cut the cake",
                "take off your shoes",
                "what's running on port 8080?",
                "would you mind stopping that noise?",
                "how far is the moon?",
                "give me two minutes of silence",
                "三分半钟是多少秒",
                "几个人在跑",
                "还剩几个苹果",
                "取消訂單",
                "現在幾點",
                "把第三个任务删掉"
            })
    void leavesWhatOnlySoundsAlike(String request) {
        assertThat(SKILLS).noneMatch(skill -> reads(skill, request));
    }

    @Test
    void isLessSureWhenAReasonWasLeftOut() {
        assertThat(new CancelTimer(TIMERS).understand(Utterance.of("cancel timer 3, I made a mistake", Locale.ROOT)))
                .hasValueSatisfying(read -> {
                    assertThat(read.arguments().values()).containsOnlyKeys("number");
                    assertThat(read.confidence()).isEqualTo(0.85);
                });
    }

    @Test
    void keepsTheScriptOfTheAsker() {
        assertThat(StartGrammar.read("煮雞蛋，計時三分半鐘")).hasValueSatisfying(start -> {
            assertThat(start.name()).contains("煮雞蛋");
            assertThat(start.length()).hasSeconds(210);
        });
        assertThat(Names.same("煮雞蛋", "煮鸡蛋")).isTrue();
    }
}
