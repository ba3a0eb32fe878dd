// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Has variants of models made, in a process of its own, lets those through the gate that answer well enough, and hands them
 * to the {@link ModelStore}. Thread-safe; of several calls for one model one goes after the other.
 */
@ProviderType
public interface VariantMaker {
    /**
     * What is wanted.
     *
     * @param model id of an installed model
     * @param scheme that its layers are to have ({@code w8a8}); empty for the one that suits the device
     * @param device kind of device that the variant is for; empty for this machine's first
     * @param evaluation absolute path of what variants are judged on: an {@code .npz} file, a folder of such files or one
     *     of pictures; empty to judge by agreement on generated inputs
     * @param calibration absolute path of what ranges are found from; empty to take a part of {@code evaluation}
     * @param required share of the metric that must be kept, above 0 and at most 1; 0 for the setting
     * @param isBackground whether nobody waits for it: it takes what processor time others leave
     */
    record Order(
            String model,
            String scheme,
            String device,
            String evaluation,
            String calibration,
            double required,
            boolean isBackground) {
        /**
         * Checks.
         *
         * @throws IllegalArgumentException if {@code required} is below 0 or above 1
         */
        public Order {
            if (!(required >= 0 && required <= 1)) {
                throw new IllegalArgumentException("the share that must be kept is 0 to 1: " + required);
            }
        }

        /**
         * What somebody waits for.
         *
         * @param model as above
         * @param scheme as above
         * @param device as above
         * @param evaluation as above
         * @param calibration as above
         * @param required as above
         */
        public Order(
                String model, String scheme, String device, String evaluation, String calibration, double required) {
            this(model, scheme, device, evaluation, calibration, required, false);
        }
    }

    /**
     * Makes a variant, measures it and keeps the report; the variant too, if it passed. Blocks, from seconds to hours; an
     * interrupt ends it, and the next call for the same goes on where it was.
     *
     * @param order what is wanted
     * @param notes hears what is being done, on the calling thread
     * @return what the gate found
     * @throws ModelRefusedException if there is no such model, scheme or data, the data do not fit, the model cannot be
     *     quantized, or this host's disk cannot be read or written ({@link ModelRefusedException.Reason#STORAGE})
     * @throws TaskFailedException if the process that did the work ended otherwise. If it is {@link
     *     TaskFailedException.Reason#CANCELLED}, the thread is interrupted still
     */
    VariantReport make(Order order, Consumer<String> notes);
}
