// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.notes;

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
    private static final NoteStore STORE = new NoteStore(() -> Path.of("nowhere"));
    private static final List<Skill> SKILLS = List.of(new AddNote(STORE), new ListNotes(STORE), new DeleteNote(STORE));

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
                "delete the note in bar four of the score, maestro",
                "how do I delete a note on my phone",
                "it was a mistake, delete the email",
                "we moved house, what is my new postcode?",
                "the note was out of tune",
                "put down your weapon",
                "take a seat, please",
                "record a video of the garden",
                "would you mind turning the music down?",
                "remind me at noon that the shop closes",
                "第三个任务删掉",
                "把音乐关了吧，太吵了",
                "这首歌的第三个音符是什么",
                "关于这部电影你怎么看",
                "幫我算一下三加五",
                "請提醒我明天開會"
            })
    void leavesWhatOnlySoundsAlike(String request) {
        assertThat(SKILLS).noneMatch(skill -> reads(skill, request));
    }

    @Test
    void isLessSureWhenAReasonWasLeftOut() {
        assertThat(new DeleteNote(STORE).understand(Utterance.of("delete note 3, it was a mistake", Locale.ROOT)))
                .hasValueSatisfying(read -> {
                    assertThat(read.arguments().values()).containsOnlyKeys("number");
                    assertThat(read.confidence()).isEqualTo(0.85);
                });
    }

    @Test
    void keepsTheScriptOfTheAsker() {
        assertThat(new AddNote(STORE).understand(Utterance.of("幫我記一下，門禁密碼是8842", Locale.ROOT)))
                .hasValueSatisfying(
                        read -> assertThat(read.arguments().values()).isEqualTo(Map.of("text", "門禁密碼是8842")));
    }
}
