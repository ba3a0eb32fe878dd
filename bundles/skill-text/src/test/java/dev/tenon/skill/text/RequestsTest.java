// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.api.skill.Skill;
import dev.tenon.api.skill.Utterance;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests as people word them: chatty, curt, with reasons, in fragments, with slips, in both Chinese scripts. */
class RequestsTest {
    /** Of 35 requests two may stay unread. */
    private static final double READ = 0.93;

    private static final List<Skill> SKILLS = List.of(new TextCaseSkill(), new TextStatsSkill());

    static Stream<Arguments> files() {
        return SKILLS.stream().flatMap(skill -> Stream.of("en", "zh")
                .map(language -> Arguments.of(skill.descriptor().name(), language)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("files")
    void theRightSkillReadsThem(String name, String language) throws IOException {
        List<String> requests = lines("requests." + name + "." + language + ".txt");
        List<String> unread = requests.stream()
                .filter(request -> !reads(skill(name), request))
                .toList();
        assertThat(requests).hasSizeGreaterThanOrEqualTo(35);
        assertThat(1 - (double) unread.size() / requests.size())
                .as("unread: %s", unread)
                .isGreaterThanOrEqualTo(READ);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("files")
    void noOtherSkillTakesThem(String name, String language) throws IOException {
        for (String request : lines("requests." + name + "." + language + ".txt")) {
            assertThat(SKILLS)
                    .filteredOn(skill -> !skill.descriptor().name().equals(name) && reads(skill, request))
                    .as(request)
                    .isEmpty();
        }
    }

    @Test
    void noSkillTakesWhatIsNoneOfTheirs() throws IOException {
        List<String> requests = lines("requests.none.txt");
        assertThat(requests).hasSizeGreaterThanOrEqualTo(15);
        for (String request : requests) {
            assertThat(SKILLS)
                    .filteredOn(skill -> reads(skill, request))
                    .as(request)
                    .isEmpty();
        }
    }

    private static Skill skill(String name) {
        return SKILLS.stream()
                .filter(skill -> skill.descriptor().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static boolean reads(Skill skill, String request) {
        return skill.understand(Utterance.of(request, Locale.ROOT)).isPresent();
    }

    private static List<String> lines(String resource) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(RequestsTest.class.getResourceAsStream("/" + resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
