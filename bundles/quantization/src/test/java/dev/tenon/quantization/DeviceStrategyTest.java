// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.api.quantizer.QuantizationStrategy;
import dev.tenon.api.quantizer.QuantizationStrategy.Choice;
import dev.tenon.api.quantizer.QuantizationStrategy.Option;
import dev.tenon.api.quantizer.QuantizationStrategy.Situation;
import dev.tenon.api.quantizer.Schemes;
import dev.tenon.tck.QuantizationStrategyContract;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class DeviceStrategyTest extends QuantizationStrategyContract {
    private static final List<Option> ALL = Stream.of(
                    Schemes.W8A8, Schemes.W8A8_DYNAMIC, Schemes.W8, Schemes.W4A8, "fp16")
            .map(scheme -> new Option(scheme, 1))
            .toList();

    @Override
    protected QuantizationStrategy strategy() {
        return new DeviceStrategy();
    }

    private static List<Choice> choose(String kind, boolean hasSamples, List<Option> options, String... instructions) {
        return new DeviceStrategy()
                .choose(new Situation("other", 1, kind, Set.of(instructions), List.of("cpu"), hasSamples, options));
    }

    private static Choice first(String kind, boolean hasSamples, String... instructions) {
        return choose(kind, hasSamples, ALL, instructions).get(0);
    }

    @Test
    void beginsWithWhatTheDeviceComputesBest() {
        assertThat(first("igpu", true).scheme()).isEqualTo(Schemes.W4A8);
        assertThat(first("gpu", true).scheme()).isEqualTo(Schemes.W8A8);
        assertThat(first("cpu", true).scheme()).isEqualTo(Schemes.W8A8);
        assertThat(first("virtual", true).scheme()).isEqualTo(Schemes.W8A8);
        assertThat(first("cpu", false).scheme()).isEqualTo(Schemes.W8A8_DYNAMIC);
    }

    @Test
    void anNpuHasTheStepOfFourBitsUntilThereAreTwo() {
        assertThat(first("npu", true).scheme()).isEqualTo(Schemes.W4A8);
        assertThat(first("npu", true).why()).contains("until there are, it has the step of 4 bits");
        List<Option> two = List.of(new Option(Schemes.W4A8, 1), new Option("w2a4", 1));
        assertThat(choose("npu", true, two)).extracting(Choice::scheme).containsExactly("w2a4", Schemes.W4A8);
    }

    @Test
    void saysWhereAProcessorGainsLittle() {
        assertThat(first("cpu", true, "avx2").why()).contains("VNNI");
        assertThat(first("cpu", true, "avx2", "avx512_vnni").why()).doesNotContain("VNNI");
        assertThat(first("cpu", false, "avx2").why()).contains("gains little");
        assertThat(first("cpu", true).why()).as("of which nothing is known").doesNotContain("VNNI");
    }

    @Test
    void namesWhatItNeverHeardOfLast() {
        assertThat(choose("gpu", true, ALL))
                .extracting(Choice::scheme)
                .containsExactly(Schemes.W8A8, Schemes.W8A8_DYNAMIC, Schemes.W8, Schemes.W4A8, "fp16");
        assertThat(choose("gpu", false, ALL))
                .as("ranges want samples")
                .extracting(Choice::scheme)
                .doesNotContain(Schemes.W8A8);
        assertThat(choose("gpu", false, List.of(new Option(Schemes.W8A8, 1))))
                .as("there is nothing else")
                .hasSize(1);
    }
}
