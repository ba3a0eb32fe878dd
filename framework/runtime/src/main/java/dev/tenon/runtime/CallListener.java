// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import dev.tenon.api.tensor.Tensor;
import dev.tenon.api.tensor.TensorSpec;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Hears of calls of models that were answered. Registered only while somebody may hear: where nobody does, a call costs
 * nothing more. Thread-safe.
 */
@ConsumerType
public interface CallListener {
    /**
     * Hears of a call, on the caller's thread before the caller has its answer: returns at once, without a lock that is
     * held for long, a file or another call, and throws nothing.
     *
     * @param modelId id of the model that was called
     * @param asked what the model reads
     * @param inputs what it was given, by name; the caller's memory, to be copied before this returns
     */
    void answered(String modelId, List<TensorSpec> asked, Map<String, Tensor> inputs);
}
