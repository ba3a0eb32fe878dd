// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.clock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.Understanding;
import dev.tenon.api.skill.Utterance;
import dev.tenon.tck.TestSkillContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests as people word them: chatty, curt, with reasons, without apostrophes, in both Chinese scripts. */
class RequestsTest {
    private static final double READ = 0.9;
    private final ClockSkill skill = new ClockSkill();

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh"})
    void readsNearlyAllAndNoneWrongly(String language) throws IOException, SkillException {
        List<String> unread = new ArrayList<>();
        List<String> requests = lines("requests." + language + ".txt");
        for (String line : requests) {
            String[] sides = line.split(" \\| ");
            Optional<Understanding> understood = skill.understand(Utterance.of(sides[0], Locale.ROOT));
            if (understood.isEmpty()) {
                unread.add(sides[0]);
            } else {
                check(understood.get(), sides[0], sides[1]);
            }
        }
        assertThat(requests).hasSizeGreaterThanOrEqualTo(35);
        assertThat(1 - (double) unread.size() / requests.size())
                .as("unread: %s", unread)
                .isGreaterThanOrEqualTo(READ);
    }

    private void check(Understanding understood, String request, String answer) throws SkillException {
        Map<String, Object> values = skill.invoke(understood.arguments(), TestSkillContext.in(Locale.ENGLISH))
                .value();
        String given = Stream.of("kind", "place", "other")
                .flatMap(name -> Optional.ofNullable(values.get(name)).stream())
                .map(Object::toString)
                .collect(Collectors.joining(" "));
        assertThat(given).as(request).isEqualTo(answer);
    }

    @Test
    void leavesAloneWhatIsNotForIt() throws IOException {
        List<String> requests = lines("requests.none.txt");
        assertThat(requests).hasSizeGreaterThanOrEqualTo(12);
        assertThat(requests)
                .filteredOn(request ->
                        skill.understand(Utterance.of(request, Locale.ROOT)).isPresent())
                .isEmpty();
    }

    private static List<String> lines(String file) throws IOException {
        try (InputStream in = Objects.requireNonNull(RequestsTest.class.getResourceAsStream("/" + file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        }
    }
}
