// SPDX-License-Identifier: Apache-2.0
package dev.tenon.leases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.api.quantizer.QuantizationStrategy;
import dev.tenon.api.quantizer.QuantizationStrategy.Choice;
import dev.tenon.api.quantizer.QuantizationStrategy.Option;
import dev.tenon.api.quantizer.QuantizationStrategy.Situation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

/** A strategy of quantization is replaced like any plugin. */
class StrategyFrontsTest {
    private static final String ID = "org.example.taste";

    private static Situation situation(String task) {
        return new Situation(task, 1, "cpu", Set.of(), List.of("cpu"), true, List.of(new Option("w8", 1)));
    }

    @Test
    void othersHoldOneWhileReleasesChange(@TempDir Path folder) throws Exception {
        Container container = new Container(folder);
        try {
            Bundle old = container.start(ID, "1.0.0", "strategy-a");
            QuantizationStrategy strategy = container.service(QuantizationStrategy.class);
            assertThat(strategy.choose(situation("any"))).containsExactly(new Choice("w8", "1.0.0"));
            assertThatThrownBy(() -> strategy.choose(situation("none"))).isInstanceOf(NullPointerException.class);
            Bundle next = container.stage(ID, "2.0.0", "strategy-a");
            container.leases.replace(List.of(old), List.of(next), Duration.ofSeconds(20));
            assertThat(strategy.choose(situation("any"))).containsExactly(new Choice("w8", "2.0.0"));
            assertThat(container.service(QuantizationStrategy.class)).isSameAs(strategy);
            assertThat(strategy).hasToString("front of a strategy of " + ID + " 2.0.0");
        } finally {
            container.close();
        }
    }
}
