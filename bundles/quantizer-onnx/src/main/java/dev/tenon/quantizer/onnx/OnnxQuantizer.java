// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantizer.onnx;

import dev.tenon.api.backend.Backend;
import dev.tenon.api.lifecycle.TenonPlugin;
import dev.tenon.api.quantizer.Quantization;
import dev.tenon.api.quantizer.QuantizationRequest;
import dev.tenon.api.quantizer.Quantizer;
import dev.tenon.api.quantizer.Schemes;
import java.io.IOException;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Writes variants of ONNX models with weights of 16, 8 and 4 bits; what it must run on the way runs on a backend. */
@TenonPlugin(
        id = "dev.tenon.quantizer.onnx",
        name = "Quantizer for ONNX models",
        summary = "Makes smaller and faster variants of ONNX models, with weights of 16, 8 and 4 bits.",
        categories = "quantizer",
        memory = 1024)
@Component
public final class OnnxQuantizer implements Quantizer {
    private static final String FORMAT = "onnx";
    private static final List<String> SCHEMES =
            List.of(Schemes.W8A8, Schemes.W8A8_DYNAMIC, Schemes.W4A8, Schemes.W8, Schemes.FP16);

    private final Backend backend;

    /**
     * Starts.
     *
     * @param backend runs models of the format {@code onnx}
     */
    @Activate
    public OnnxQuantizer(@Reference Backend backend) {
        this.backend = backend;
    }

    @Override
    public List<String> schemes(String format) {
        return format.equals(FORMAT) ? SCHEMES : List.of();
    }

    @Override
    public Quantization open(QuantizationRequest request) throws IOException {
        return OnnxQuantization.open(request, new Runner(backend, request.work()));
    }
}
