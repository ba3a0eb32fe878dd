// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.platform;

import dev.tenon.api.backend.BackendException;
import dev.tenon.api.tensor.Tensor;
import dev.tenon.api.tensor.TensorSpec;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Runs installed models. The platform chooses backend and device, loads the model at its first use and keeps it while
 * it is used. Thread-safe; calls block until the answer is there.
 */
@ProviderType
public interface Inference {
    /**
     * Returns what a model asks for, loading it if need be.
     *
     * @param modelId id of an installed model
     * @return in the model's order
     * @throws BackendException if the model cannot be loaded
     * @throws UnknownModelException if no such model is installed
     */
    List<TensorSpec> inputs(String modelId) throws BackendException;

    /**
     * Returns what a model gives, loading it if need be.
     *
     * @param modelId id of an installed model
     * @return in the model's order
     * @throws BackendException if the model cannot be loaded
     * @throws UnknownModelException if no such model is installed
     */
    List<TensorSpec> outputs(String modelId) throws BackendException;

    /**
     * Runs a model.
     *
     * @param modelId id of an installed model
     * @param inputs one tensor per input, by name; not changed
     * @return one tensor per output, by name, with memory of their own
     * @throws BackendException if the model cannot be loaded, a tensor does not fit or the run fails
     * @throws UnknownModelException if no such model is installed
     */
    Map<String, Tensor> run(String modelId, Map<String, Tensor> inputs) throws BackendException;

    /**
     * Runs a model into memory of the caller, without a copy.
     *
     * @param modelId id of an installed model
     * @param inputs one tensor per input, by name; not changed
     * @param outputs by name, of the types and shapes that the run gives
     * @throws BackendException as {@link #run(String, Map)}
     * @throws UnknownModelException if no such model is installed
     */
    void run(String modelId, Map<String, Tensor> inputs, Map<String, Tensor> outputs) throws BackendException;
}
