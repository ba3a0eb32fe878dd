// SPDX-License-Identifier: Apache-2.0
package dev.tenon.router.adaptive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NearnessTest {
    private static final Background NOTHING = Background.of(List.of());

    private final List<Index.Example> examples = new ArrayList<>();

    private List<Nearness.Near> nearest(String request) {
        List<Features> features =
                examples.stream().map(example -> Features.of(example.text())).toList();
        Index index = new Index(examples, WordIndex.of(features, NOTHING), Optional.empty());
        return new Nearness(index, Features.of(request), Optional.empty()).nearest();
    }

    private void add(int route, String... texts) {
        for (String text : texts) {
            examples.add(new Index.Example(route, text));
        }
    }

    @Test
    void namesTheNearestExampleOfEachRouteThatHasAny() {
        add(0, "how high is the tide", "when is low tide");
        add(1, "xyz");
        add(2, "play a song", "low music please");
        List<Nearness.Near> nearest = nearest("when is low tide today");
        assertThat(nearest).extracting(Nearness.Near::route).containsExactly(0, 2);
        assertThat(nearest.get(0).nearest()).isEqualTo(1);
        assertThat(nearest.get(0).best()).isGreaterThan(nearest.get(0).few());
    }

    @Test
    void ofExamplesThatAreAsNearTheFirstCounts() {
        add(0, "unlike", "the tide", "the tide");
        assertThat(nearest("the tide").get(0).nearest()).isEqualTo(1);
    }

    @Test
    void theBestOfManyExamplesIsFoundWhereverItStands() {
        for (int i = 0; i < 40; i++) {
            add(0, "the tide in harbour number " + (char) ('a' + i % 26));
        }
        add(0, "low tide");
        assertThat(nearest("low tide").get(0).nearest()).isEqualTo(40);
        assertThat(nearest("low tide").get(0).best()).isGreaterThan(0.99);
    }
}
