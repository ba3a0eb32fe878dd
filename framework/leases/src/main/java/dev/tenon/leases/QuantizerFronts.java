// SPDX-License-Identifier: Apache-2.0
package dev.tenon.leases;

import dev.tenon.api.lifecycle.PluginWithdrawnException;
import dev.tenon.api.quantizer.QuantizableLayer;
import dev.tenon.api.quantizer.Quantization;
import dev.tenon.api.quantizer.QuantizationRequest;
import dev.tenon.api.quantizer.QuantizedModel;
import dev.tenon.api.quantizer.Quantizer;
import dev.tenon.api.quantizer.RangeMethod;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Fronts of quantizers. A model that is open keeps the release that opened it until it is closed. */
final class QuantizerFronts implements FrontFactory<Quantizer> {
    @Override
    public Class<Quantizer> type() {
        return Quantizer.class;
    }

    @Override
    public Quantizer front(Calls<Quantizer> calls) {
        return new QuantizerFront(calls);
    }

    private static IOException gone(PluginWithdrawnException gone) {
        return new IOException(gone.getMessage(), gone);
    }

    private static final class QuantizerFront implements Quantizer {
        private final Calls<Quantizer> calls;

        private QuantizerFront(Calls<Quantizer> calls) {
            this.calls = calls;
        }

        @Override
        public List<String> schemes(String format) {
            return calls.call(quantizer -> Crossing.list(calls.plugin(), quantizer.schemes(format)));
        }

        @Override
        public Quantization open(QuantizationRequest request) throws IOException {
            return new LeasedQuantization(calls.lend(
                    "a model that is being quantized",
                    IOException.class,
                    QuantizerFronts::gone,
                    quantizer -> quantizer.open(request),
                    Quantization::close,
                    null));
        }

        @Override
        public String toString() {
            return "front of a quantizer of " + calls.plugin();
        }
    }

    private static final class LeasedQuantization implements Quantization {
        private final Lease<Quantization> lease;

        private LeasedQuantization(Lease<Quantization> lease) {
            this.lease = lease;
            Lease.whenLost(this, lease::abandon);
        }

        @Override
        public List<QuantizableLayer> layers() {
            return lease.use(
                    PluginWithdrawnException.class, gone -> gone, quantization -> List.copyOf(quantization.layers()));
        }

        @Override
        public QuantizedModel write(Map<String, String> schemes, RangeMethod ranges, Path file) throws IOException {
            return lease.use(
                    IOException.class,
                    QuantizerFronts::gone,
                    quantization -> quantization.write(schemes, ranges, file));
        }

        @Override
        public void close() {
            lease.stop();
        }
    }
}
