// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import dev.tenon.api.backend.BackendException;
import dev.tenon.api.model.InstalledModel;
import dev.tenon.api.platform.Inference;
import dev.tenon.api.quantizer.Quantizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The quantizer of a generated plugin: it writes the model as it is, after one inference or after some time. */
public final class CopyQuantizer implements Quantizer {
    static final String QUICK = "quick";
    static final String SLOW = "slow";

    private final ModelWork work;

    /**
     * Starts.
     *
     * @param inference runs the model
     */
    public CopyQuantizer(Inference inference) {
        work = new ModelWork(inference);
    }

    /** Ends it. */
    public void stop() {
        work.stop();
    }

    @Override
    public List<String> schemes(String format) {
        return List.of(QUICK, SLOW);
    }

    @Override
    public void quantize(InstalledModel model, String scheme, Path target) throws IOException {
        try {
            work.run();
        } catch (BackendException e) {
            throw new IOException("no inference: " + e.getMessage(), e);
        }
        for (int step = 0; scheme.equals(SLOW) && step < ModelWork.SLOW_STEPS; step++) {
            work.step();
        }
        Files.writeString(target, model.sha256());
    }
}
