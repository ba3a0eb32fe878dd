// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import dev.tenon.api.backend.Backend;
import dev.tenon.api.backend.BackendException;
import dev.tenon.api.backend.ModelSession;
import dev.tenon.api.backend.SessionOptions;
import dev.tenon.api.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** What a variant is asked whose answer is kept with it: an item of the data, but never what somebody really asked. */
final class Question {
    private Question() {}

    /**
     * Chooses it; a generated one is asked of the original first.
     *
     * @param job what is quantized, and with which data
     * @param data these data
     * @param backend runs the original
     * @param device kind of device that it runs it on
     * @return inputs by name
     * @throws DataRefusedException if one must be generated, and the model cannot be run with it
     * @throws BackendException if the original cannot be opened
     * @throws IOException if the data cannot be read
     */
    static Map<String, Tensor> of(Job job, Data data, Backend backend, String device)
            throws IOException, BackendException {
        if (!job.isBackground() && !TrafficFolder.holds(job.evaluation())) {
            return data.evaluation().inputs(data.judged().get(0));
        }
        try (ModelSession session = backend.open(Path.of(job.file()), new SessionOptions(device))) {
            Map<String, Tensor> item =
                    new GeneratedSet(session.inputs(), job.model().recipe()).inputs(0);
            try {
                session.run(item);
            } catch (BackendException e) {
                throw new DataRefusedException(
                        "inputs of real calls are not kept with a variant, and the model cannot be run with generated"
                                + " ones: say in its descriptor how they are made (" + e.getMessage() + ")",
                        e);
            }
            return item;
        }
    }
}
