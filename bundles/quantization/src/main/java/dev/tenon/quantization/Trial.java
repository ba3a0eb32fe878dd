// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import dev.tenon.api.quantizer.QuantizedModel;
import dev.tenon.api.quantizer.RangeMethod;
import dev.tenon.api.quantizer.Schemes;
import dev.tenon.runtime.VariantReport.Quality;
import java.util.Map;

/**
 * A variant that was measured.
 *
 * @param mix which scheme each layer was to have
 * @param ranges how the ranges of activations were found
 * @param raised how many layers were put a step higher than the others
 * @param made what was done
 * @param quality how well it answers
 * @param seconds how long it took to write
 */
record Trial(
        Map<String, String> mix, RangeMethod ranges, int raised, QuantizedModel made, Quality quality, double seconds) {
    /** Whether ranges from samples matter to it. */
    boolean isRanged() {
        return made.layers().stream().anyMatch(layer -> layer.scheme().equals(Schemes.W8A8));
    }

    /** Whether samples matter to it: for ranges, or for rounding weights of 4 bits together. */
    boolean isSampled() {
        return isRanged()
                || made.layers().stream().anyMatch(layer -> layer.scheme().equals(Schemes.W4A8));
    }

    String words() {
        String kept = quality.metric().equals("accuracy")
                ? " of the original's accuracy of " + Gate.percent(quality.original())
                : " " + quality.metric() + " with the original";
        return Gate.percent(quality.retained()) + kept + " (at least " + Gate.percent(quality.percentAtLeast() / 100)
                + " at 95 % confidence, " + quality.items() + " items)";
    }
}
