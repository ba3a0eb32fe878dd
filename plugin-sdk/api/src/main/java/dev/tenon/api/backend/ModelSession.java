// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.backend;

import dev.tenon.api.tensor.Tensor;
import dev.tenon.api.tensor.TensorSpec;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A loaded model. Thread-safe: several threads may run it at once. {@link #close()} may be called at any time by any
 * thread; it refuses new runs, waits for those in flight and then frees what the session holds.
 */
@ConsumerType
public interface ModelSession extends AutoCloseable {
    /**
     * Returns what the model asks for.
     *
     * @return in the model's order
     */
    List<TensorSpec> inputs();

    /**
     * Returns what the model gives.
     *
     * @return in the model's order
     */
    List<TensorSpec> outputs();

    /**
     * Runs the model and allocates its outputs. Blocks until they are there.
     *
     * @param inputs one tensor per input, by name; read during the call only, and not changed
     * @return one tensor per output, by name, with memory of their own
     * @throws BackendException if an input is missing, unknown or unfit, the session is closed, or the run fails
     */
    Map<String, Tensor> run(Map<String, Tensor> inputs) throws BackendException;

    /**
     * Runs the model and writes into memory of the caller: no copy, no allocation. Blocks until they are written.
     *
     * @param inputs one tensor per input, by name
     * @param outputs by name, of the types and shapes that the run gives; at least one, written during the call
     * @throws BackendException as {@link #run(Map)}, or if an output is unknown or unfit; the content of the outputs is
     *     then undefined
     */
    void run(Map<String, Tensor> inputs, Map<String, Tensor> outputs) throws BackendException;

    /** Ends the session as the type says. Calls after the first do nothing. */
    @Override
    void close();
}
