// SPDX-License-Identifier: Apache-2.0
package dev.tenon.leases;

import dev.tenon.api.model.InstalledModel;
import dev.tenon.api.quantizer.Quantizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Fronts of quantizers. */
final class QuantizerFronts implements FrontFactory<Quantizer> {
    @Override
    public Class<Quantizer> type() {
        return Quantizer.class;
    }

    @Override
    public Quantizer front(Calls<Quantizer> calls) {
        return new QuantizerFront(calls);
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
        public void quantize(InstalledModel model, String scheme, Path target) throws IOException {
            calls.call(IOException.class, gone -> new IOException(gone.getMessage(), gone), quantizer -> {
                quantizer.quantize(model, scheme, target);
                return scheme;
            });
        }

        @Override
        public String toString() {
            return "front of a quantizer of " + calls.plugin();
        }
    }
}
