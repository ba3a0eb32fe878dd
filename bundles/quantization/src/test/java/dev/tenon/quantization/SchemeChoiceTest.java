// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.api.quantizer.QuantizableLayer;
import dev.tenon.api.quantizer.QuantizationStrategy;
import dev.tenon.api.quantizer.QuantizationStrategy.Choice;
import dev.tenon.api.quantizer.QuantizationStrategy.Option;
import dev.tenon.api.quantizer.QuantizationStrategy.Situation;
import dev.tenon.api.quantizer.Schemes;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class SchemeChoiceTest {
    private static final String NAME = "org.example.taste 1.0.0";

    private static Situation situation(Option... options) {
        return new Situation("other", 1, "igpu", Set.of(), List.of("cpu"), true, List.of(options));
    }

    private static final Situation BOTH = situation(new Option(Schemes.W8A8, 1), new Option(Schemes.W4A8, 0.5));

    private static SchemeChoice asked(QuantizationStrategy strategy) {
        return SchemeChoice.of(Optional.of(strategy), NAME, BOTH, Duration.ofSeconds(20));
    }

    @Test
    void aPluginChooses() {
        SchemeChoice choice = asked(situation -> List.of(new Choice(Schemes.W8A8, "I like it")));
        assertThat(choice.choices()).containsExactly(new Choice(Schemes.W8A8, "I like it"));
        assertThat(choice.remarks()).containsExactly("w8a8 was chosen by " + NAME + ": I like it");
    }

    @Test
    void whereAPluginFailsOursChoosesAndSaysSo() {
        failsSaying("chose nothing", situation -> List.of());
        failsSaying("chose nothing", situation -> null);
        failsSaying("chose nothing", situation -> Arrays.asList((Choice) null));
        failsSaying(
                "chose the scheme 'w1', and the quantizer has w8a8, w4a8",
                situation -> List.of(new Choice("w1", "small")));
        failsSaying("chose w8a8 twice", situation -> List.of(new Choice("w8a8", "a"), new Choice("w8a8", "b")));
        failsSaying("failed (java.lang.IllegalStateException: none)", situation -> {
            throw new IllegalStateException("none");
        });
        failsSaying("failed (java.lang.StackOverflowError)", situation -> {
            throw new StackOverflowError();
        });
        says(
                "did not start in the worker's process",
                SchemeChoice.of(Optional.empty(), NAME, BOTH, Duration.ofSeconds(20)));
    }

    @Test
    void oneThatHangsIsLeftBehind() {
        CountDownLatch never = new CountDownLatch(1);
        says(
                "did not choose within 0 s",
                SchemeChoice.of(
                        Optional.of(situation -> {
                            try {
                                never.await();
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                            return List.of();
                        }),
                        NAME,
                        BOTH,
                        Duration.ofMillis(1)));
    }

    private static void failsSaying(String what, QuantizationStrategy strategy) {
        says(what, asked(strategy));
    }

    private static void says(String what, SchemeChoice choice) {
        assertThat(choice.choices().get(0).scheme()).isEqualTo(Schemes.W4A8);
        assertThat(choice.remarks()).contains("the strategy of " + NAME + " " + what + ": the built-in one chose");
    }

    @Test
    void layersThatNeedSamplesAreNotSaidToBeSomethingElse() {
        Situation without = new Situation(
                "other",
                1,
                "cpu",
                Set.of(),
                List.of("cpu"),
                false,
                List.of(new Option(Schemes.W8A8, 1), new Option(Schemes.W8A8_DYNAMIC, 0)));
        assertThatThrownBy(() -> SchemeChoice.of(Optional.empty(), "", without, Duration.ofSeconds(20)))
                .isInstanceOf(DataRefusedException.class)
                .hasMessageContaining("can only be w8a8, which needs samples: give some with --eval");
    }

    @Test
    void whatNoLayerCanHaveIsPassedOver() {
        SchemeChoice choice = SchemeChoice.of(
                Optional.empty(),
                "",
                situation(new Option(Schemes.W8A8, 1), new Option(Schemes.W8, 0), new Option(Schemes.W4A8, 0)),
                Duration.ofSeconds(20));
        assertThat(choice.choices()).extracting(Choice::scheme).containsExactly(Schemes.W8A8);
        assertThat(choice.remarks()).containsExactly("w4a8 was passed over: no layer of this model can have it");
        SchemeChoice none =
                SchemeChoice.of(Optional.empty(), "", situation(new Option(Schemes.W8A8, 0)), Duration.ofSeconds(20));
        assertThat(none.choices()).as("the gate says that there is no layer").hasSize(1);
    }

    @Test
    void sharesAreOfWeights() {
        List<QuantizableLayer> layers = List.of(
                new QuantizableLayer("a", "Conv", 75, List.of("w8a8")),
                new QuantizableLayer("b", "MatMul", 25, List.of("w4a8", "w8a8")));
        assertThat(SchemeChoice.options(List.of("w8a8", "w4a8", "fp16"), layers))
                .containsExactly(new Option("w8a8", 1), new Option("w4a8", 0.25), new Option("fp16", 0));
        assertThat(SchemeChoice.options(List.of("w8a8"), List.of())).containsExactly(new Option("w8a8", 0));
    }

    @Test
    void theStepsAfterASchemeHaveMoreBits() {
        List<QuantizableLayer> layers =
                List.of(new QuantizableLayer("a", "MatMul", 1, List.of("w4a8", "w8a8", "w8a8-dynamic", "w8", "fp16")));
        assertThat(Mix.steps("w4a8", layers)).containsExactly("w4a8", "w8a8", "w8", "original");
        assertThat(Mix.steps("w8a8-dynamic", layers)).containsExactly("w8a8-dynamic", "w8", "original");
        assertThat(Mix.steps("fp16", layers)).containsExactly("fp16", "original");
        assertThat(Mix.steps("w3", layers)).containsExactly("w3", "w8", "original");
    }
}
