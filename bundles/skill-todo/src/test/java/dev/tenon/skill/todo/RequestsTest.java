// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.todo;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests in people's own words: see {@code requests.*.txt}. */
class RequestsTest {
    private static final double ENOUGH = 0.93;
    private static final TodoStore STORE = new TodoStore(() -> Path.of("nowhere"));
    private static final List<Skill> SKILLS =
            List.of(new AddTodo(STORE), new ListTodos(STORE), new CompleteTodo(STORE), new RemoveTodo(STORE));

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
                "the dishes are dirty, what should I do?",
                "call off the wedding",
                "cross the road with me",
                "take your shoes off",
                "take my name off the mailing list",
                "check out the new museum",
                "what is open on Sundays?",
                "tick tock",
                "mark my words",
                "strike while the iron is hot",
                "would you mind closing the door?",
                "第三章写的是什么",
                "打个车",
                "把第三首歌删掉",
                "結束通話",
                "今天該穿什麼"
            })
    void leavesWhatOnlySoundsAlike(String request) {
        assertThat(SKILLS).noneMatch(skill -> reads(skill, request));
    }

    @Test
    void isLessSureWhenAReasonWasLeftOut() {
        assertThat(new RemoveTodo(STORE).understand(Utterance.of("drop task 3, it is not needed", Locale.ROOT)))
                .hasValueSatisfying(read -> {
                    assertThat(read.arguments().values()).containsOnlyKeys("number");
                    assertThat(read.confidence()).isEqualTo(0.85);
                });
    }

    @Test
    void keepsTheScriptOfTheAsker() {
        assertThat(new AddTodo(STORE).understand(Utterance.of("把寫報告加到待辦清單", Locale.ROOT)))
                .hasValueSatisfying(
                        read -> assertThat(read.arguments().values()).isEqualTo(Map.of("text", "寫報告")));
    }
}
