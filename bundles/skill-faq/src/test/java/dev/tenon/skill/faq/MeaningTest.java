// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.faq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.api.platform.Embedding;
import dev.tenon.api.platform.Embeddings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MeaningTest {
    private static final Passage CANINES = new Passage("a.md", "", "Animals", "Canines are welcome.");
    private static final Passage UMBRELLAS = new Passage("a.md", "", "Rain", "Umbrellas are lent.");
    private static final Index INDEX = new Index(List.of(CANINES, UMBRELLAS));
    private static final String QUESTION = "may my poodle come";

    private final Meaning meaning = new Meaning();
    private final Search search = new Search(meaning);

    @AfterEach
    void close() {
        meaning.close();
    }

    /** Knows which words speak of dogs and which of rain; everything else lies elsewhere. */
    private static final class SmallEncoder implements Embeddings {
        private static final Map<String, Integer> AXES = Map.of("canine", 0, "poodle", 0, "umbrella", 1, "drizzle", 1);
        private final AtomicInteger embedded = new AtomicInteger();
        private volatile String space = "small-1";
        private volatile boolean broken;

        @Override
        public Optional<String> space() {
            return Optional.of(space);
        }

        @Override
        public List<Embedding> embed(List<String> texts) {
            if (broken) {
                throw new IllegalStateException("broken");
            }
            embedded.addAndGet(texts.size());
            return texts.stream()
                    .map(text -> new Embedding(space, vector(text)))
                    .toList();
        }

        private static float[] vector(String text) {
            float[] vector = new float[3];
            vector[
                    AXES.entrySet().stream()
                            .filter(axis ->
                                    text.toLowerCase(java.util.Locale.ROOT).contains(axis.getKey()))
                            .map(Map.Entry::getValue)
                            .findFirst()
                            .orElse(2)] = 1;
            return vector;
        }
    }

    private boolean isFound() {
        List<Hit> hits = search.of(INDEX, QUESTION);
        return !hits.isEmpty()
                && hits.get(0).passage().equals(CANINES)
                && hits.get(0).score() > 0.4;
    }

    @Test
    void findsByMeaningWhatNoWordTells() {
        assertThat(search.of(INDEX, QUESTION)).isEmpty();
        SmallEncoder encoder = new SmallEncoder();
        meaning.passages(INDEX.passages());
        meaning.arrived(encoder);
        Await.until("the meaning finds it", this::isFound);
        assertThat(search.of(INDEX, "what is seven times eight")).isEmpty();
        meaning.left(encoder);
        assertThat(search.of(INDEX, QUESTION)).isEmpty();
    }

    @Test
    void makesVectorsAnewOnlyWhereTheyAreMissing() {
        SmallEncoder encoder = new SmallEncoder();
        meaning.arrived(encoder);
        meaning.passages(INDEX.passages());
        Await.until("the meaning finds it", this::isFound);
        int everyday = Resources.lines("everyday.txt").size();
        int before = encoder.embedded.get();
        Passage more = new Passage("b.md", "", "Weather", "Drizzle is frequent.");
        meaning.passages(List.of(CANINES, UMBRELLAS, more));
        Await.until("one more is embedded", () -> encoder.embedded.get() == before + 1 + everyday);
    }

    @Test
    void comparesVectorsOfOneSpaceOnly() {
        SmallEncoder encoder = new SmallEncoder();
        meaning.passages(INDEX.passages());
        meaning.arrived(encoder);
        Await.until("the meaning finds it", this::isFound);
        encoder.space = "small-2";
        assertThat(search.of(INDEX, QUESTION))
                .as("no vector of the new space yet")
                .isEmpty();
        meaning.refresh();
        Await.until("the meaning finds it in the new space", this::isFound);
    }

    @Test
    void answersByWordsWhenTheEncoderFails() {
        SmallEncoder encoder = new SmallEncoder();
        meaning.passages(INDEX.passages());
        meaning.arrived(encoder);
        Await.until("the meaning finds it", this::isFound);
        encoder.broken = true;
        assertThat(search.of(INDEX, QUESTION)).isEmpty();
        assertThat(search.of(INDEX, "umbrellas").get(0).passage()).isEqualTo(UMBRELLAS);
        encoder.broken = false;
        assertThat(isFound()).isTrue();
    }
}
