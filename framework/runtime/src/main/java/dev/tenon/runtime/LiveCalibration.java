// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Keeps, where it is permitted, some inputs of real calls of models, notices when they are no longer like those that the
 * variant in use was calibrated with, and has it calibrated anew. Thread-safe.
 */
@ProviderType
public interface LiveCalibration {
    /**
     * What is known of a model of which inputs are kept.
     *
     * @param model its id
     * @param samples how many calls are kept now
     * @param most how many at most
     * @param bytes of their values
     * @param calls how many the kept ones were drawn from, since the window began
     * @param reference what live inputs are compared with, for people; empty while they are not
     * @param drift Population Stability Index of the input that changed most, at least 0; -1 while it is not known
     * @param limit of it, above which the variant is calibrated anew: the setting, or what chance alone gives with so few
     * @param outside share of that input's live values outside the range that calibration met, 0 to 1
     * @param compared when, as ISO 8601 in UTC; empty for never
     * @param recalibrated when it was last tried, as ISO 8601 in UTC; empty for never
     * @param outcome of that, one sentence; empty for none
     */
    record Sampled(
            String model,
            int samples,
            int most,
            long bytes,
            long calls,
            String reference,
            double drift,
            double limit,
            double outside,
            String compared,
            String recalibrated,
            String outcome) {}

    /**
     * Lists the models of which inputs are kept, or were permitted to be and met calls. Returns at once.
     *
     * @return sorted by id, immutable snapshot; empty where nothing is permitted
     */
    List<Sampled> sampled();
}
