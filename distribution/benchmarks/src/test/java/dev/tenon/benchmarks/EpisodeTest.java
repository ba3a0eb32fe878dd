// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EpisodeTest {
    private static final List<String> NAMES = List.of("a", "b", "c");

    private static Map<String, List<String>> intents() {
        Map<String, List<String>> intents = new HashMap<>();
        NAMES.forEach(name ->
                intents.put(name, IntStream.range(0, 20).mapToObj(i -> name + i).toList()));
        return intents;
    }

    @Test
    void noQuestionIsAnExample() {
        Episode episode = Episode.of(intents(), NAMES, 5, 10, 1, false);
        assertThat(episode.routes()).hasSize(3);
        assertThat(episode.questions()).hasSize(30);
        Set<String> examples = new HashSet<>();
        episode.examples().forEach((name, texts) -> {
            assertThat(texts).hasSize(5).allMatch(text -> text.startsWith(name));
            examples.addAll(texts);
        });
        assertThat(episode.questions()).noneMatch(question -> examples.contains(question.text()));
        assertThat(episode.questions()).allMatch(question -> question.text().startsWith(question.intent()));
    }

    @Test
    void theControlDealsTheExamplesOutAnew() {
        Episode episode = Episode.of(intents(), NAMES, 5, 10, 1, true);
        assertThat(episode.examples().get("a")).hasSize(5).anyMatch(text -> !text.startsWith("a"));
        assertThat(episode.questions())
                .isEqualTo(Episode.of(intents(), NAMES, 5, 10, 1, false).questions());
    }
}
