// SPDX-License-Identifier: Apache-2.0
package dev.tenon.tck;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.api.quantizer.QuantizationStrategy;
import dev.tenon.api.quantizer.QuantizationStrategy.Choice;
import dev.tenon.api.quantizer.QuantizationStrategy.Situation;
import dev.tenon.api.quantizer.Schemes;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The contract passes a good strategy and fails each of its broken sisters. */
class QuantizationStrategyContractTest {
    /** Takes what most weights can have. */
    private static List<Choice> good(Situation situation) {
        return situation.options().stream()
                .sorted((one, other) -> Double.compare(other.share(), one.share()))
                .map(option -> new Choice(option.scheme(), option.share() + " of the weights can have it"))
                .toList();
    }

    /** The good strategy, run by JUnit as an author's would be. */
    @Nested
    class OfAGoodStrategy extends QuantizationStrategyContract {
        @Override
        protected QuantizationStrategy strategy() {
            return QuantizationStrategyContractTest::good;
        }
    }

    private static QuantizationStrategyContract contract(QuantizationStrategy strategy) {
        return new QuantizationStrategyContract() {
            @Override
            protected QuantizationStrategy strategy() {
                return strategy;
            }
        };
    }

    private static void fails(Executable contract) {
        assertThatThrownBy(contract::execute).isInstanceOf(AssertionError.class);
    }

    @Test
    void passesTheGoodStrategyWhenCalledByHand() {
        assertThatCode(contract(QuantizationStrategyContractTest::good)::choosesTheSameEachTime)
                .doesNotThrowAnyException();
    }

    @Test
    void failsOneThatChoosesNothing() {
        fails(contract(situation -> List.of())::choosesAmongTheOptionsForEveryDevice);
    }

    @Test
    void failsOneThatKnowsOneDeviceOnly() {
        fails(
                contract(situation -> situation.deviceKind().equals("cpu") ? good(situation) : List.of())
                        ::choosesAmongTheOptionsForEveryDevice);
    }

    @Test
    void failsOneThatNamesWhatTheQuantizerDoesNotHave() {
        fails(
                contract(situation -> List.of(new Choice(Schemes.W8A8, "always")))
                        ::choosesAmongSchemesThatItNeverHeardOf);
    }

    @Test
    void failsOneThatNamesASchemeTwice() {
        fails(contract(situation -> {
            Choice first = good(situation).get(0);
            return List.of(first, first);
        })::choosesAmongTheOptionsForEveryDevice);
    }

    @Test
    void failsOneThatPassesOverWhatNoLayerCanHave() {
        fails(contract(situation -> good(situation).stream()
                .filter(choice -> situation.options().stream()
                        .anyMatch(option -> option.scheme().equals(choice.scheme()) && option.share() > 0))
                .toList())::choosesWhereNoLayerCanHaveAnything);
    }

    @Test
    void failsOneThatTellsAStory() {
        fails(
                contract(situation ->
                        List.of(new Choice(situation.options().get(0).scheme(), "one\ntwo")))
                        ::choosesAmongTheOptionsForEveryDevice);
    }

    @Test
    void failsOneThatChangesItsMind() {
        int[] asked = {0};
        fails(contract(situation -> {
            List<Choice> choices = good(situation);
            return asked[0]++ % 2 == 0 ? choices : choices.subList(0, 1);
        })::choosesTheSameEachTime);
    }
}
