// SPDX-License-Identifier: Apache-2.0
package dev.tenon.leases;

import dev.tenon.api.quantizer.QuantizationStrategy;
import java.util.List;

/** Fronts of strategies of quantization. What one hands back consists of records and texts. */
final class StrategyFronts implements FrontFactory<QuantizationStrategy> {
    @Override
    public Class<QuantizationStrategy> type() {
        return QuantizationStrategy.class;
    }

    @Override
    public QuantizationStrategy front(Calls<QuantizationStrategy> calls) {
        return new StrategyFront(calls);
    }

    private static final class StrategyFront implements QuantizationStrategy {
        private final Calls<QuantizationStrategy> calls;

        private StrategyFront(Calls<QuantizationStrategy> calls) {
            this.calls = calls;
        }

        @Override
        public List<Choice> choose(Situation situation) {
            return calls.call(strategy -> Crossing.list(calls.plugin(), strategy.choose(situation)));
        }

        @Override
        public String toString() {
            return "front of a strategy of " + calls.plugin();
        }
    }
}
