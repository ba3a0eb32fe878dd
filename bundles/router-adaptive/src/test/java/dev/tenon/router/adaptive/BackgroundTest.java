// SPDX-License-Identifier: Apache-2.0
package dev.tenon.router.adaptive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackgroundTest {
    @Test
    void countsInHowManySentencesAFeatureOccurs() {
        Background background = Background.of(
                List.of(Features.of("what tide is it, what tide"), Features.of("is it late"), Features.of("现在几点")));
        assertThat(background.sentences()).isEqualTo(3);
        assertThat(background.sentencesWith(Pieces.hash("_tide"))).isEqualTo(1);
        assertThat(background.sentencesWith(Pieces.hash("_is"))).isEqualTo(2);
        assertThat(background.sentencesWith(Pieces.hash("几点"))).isEqualTo(1);
        assertThat(background.sentencesWith(Pieces.hash("_lamp"))).isZero();
    }

    @Test
    void theBundlesTableIsWhatItsSentencesGive() throws Exception {
        Background table = Background.read();
        Background counted = Background.ofFile(Path.of("src/main/background/background.txt"));
        assertThat(table).usingRecursiveComparison().isEqualTo(counted);
        assertThat(table.sentences()).isGreaterThan(5_000);
    }

    @Test
    void refusesPassages() {
        List<Features> passages = List.of(Features.of("a word ".repeat(100)));
        assertThatThrownBy(() -> Background.of(passages)).hasMessageContaining("sentences");
    }
}
