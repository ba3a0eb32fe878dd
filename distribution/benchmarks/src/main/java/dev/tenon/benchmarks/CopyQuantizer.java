// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import dev.tenon.api.backend.BackendException;
import dev.tenon.api.platform.Inference;
import dev.tenon.api.quantizer.QuantizableLayer;
import dev.tenon.api.quantizer.Quantization;
import dev.tenon.api.quantizer.QuantizationRequest;
import dev.tenon.api.quantizer.QuantizedModel;
import dev.tenon.api.quantizer.Quantizer;
import dev.tenon.api.quantizer.RangeMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The quantizer of a generated plugin: it writes the model's name, after one inference or after some time. */
public final class CopyQuantizer implements Quantizer {
    static final String QUICK = "quick";
    static final String SLOW = "slow";
    static final String LAYER = "all";

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
    public Quantization open(QuantizationRequest request) {
        return new Copy(request.model().sha256());
    }

    private final class Copy implements Quantization {
        private final String sha256;

        private Copy(String sha256) {
            this.sha256 = sha256;
        }

        @Override
        public List<QuantizableLayer> layers() {
            return List.of(new QuantizableLayer(LAYER, "Copy", 1, List.of(QUICK, SLOW)));
        }

        @Override
        public QuantizedModel write(Map<String, String> schemes, RangeMethod ranges, Path file) throws IOException {
            try {
                work.run();
            } catch (BackendException e) {
                throw new IOException("no inference: " + e.getMessage(), e);
            }
            for (int step = 0; schemes.containsValue(SLOW) && step < ModelWork.SLOW_STEPS; step++) {
                work.step();
            }
            Files.writeString(file, sha256);
            return new QuantizedModel(List.of(), List.of());
        }

        @Override
        public void close() {
            // nothing is held
        }
    }
}
