// SPDX-License-Identifier: Apache-2.0
package dev.tenon.it;

import dev.tenon.api.quantizer.QuantizationStrategy;
import java.util.List;

/**
 * A stranger's strategy, packed by {@link SkillJar}: half floats for what has samples, and an exception for the rest.
 * Without annotations, so that nothing makes it a part of the probe's manifest.
 */
public final class FixtureStrategy implements QuantizationStrategy {
    static final String WHY = "it never needs to be calibrated again";

    /** For the container, which has the class by its name. */
    public FixtureStrategy() {}

    @Override
    public List<Choice> choose(Situation situation) {
        if (!situation.hasSamples()) {
            throw new IllegalStateException("no samples, no strategy");
        }
        return List.of(new Choice("fp16", WHY));
    }
}
