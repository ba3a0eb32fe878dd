// SPDX-License-Identifier: Apache-2.0
package dev.tenon.tck;

import dev.tenon.api.backend.ModelSession;
import dev.tenon.api.tensor.ElementType;
import dev.tenon.api.tensor.Shape;
import dev.tenon.api.tensor.Tensor;
import dev.tenon.api.tensor.TensorSpec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tensors that fit, or just do not fit, what a model asks for. */
final class SampleTensors {
    private SampleTensors() {}

    static List<String> names(List<TensorSpec> specs) {
        return specs.stream().map(TensorSpec::name).toList();
    }

    static Map<String, Tensor> zeros(ModelSession session) {
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        for (TensorSpec spec : session.inputs()) {
            inputs.put(spec.name(), Tensor.allocate(spec.type(), fixed(spec.shape())));
        }
        return inputs;
    }

    /** Small whole numbers in every float input, zeros elsewhere: fit for any model that takes zeros. */
    static Map<String, Tensor> filled(ModelSession session) {
        Map<String, Tensor> inputs = zeros(session);
        for (Tensor tensor : inputs.values()) {
            if (tensor.type() == ElementType.FLOAT32) {
                var floats = tensor.floats();
                for (int i = 0; floats.hasRemaining(); i++) {
                    floats.put(i % 5);
                }
            }
        }
        return inputs;
    }

    static Shape fixed(Shape shape) {
        return new Shape(shape.dimensions().stream()
                .map(extent -> extent == Shape.ANY ? 1L : extent)
                .toList());
    }

    /** A shape of another rank. */
    static Shape deeper(Shape shape) {
        List<Long> extents = new ArrayList<>(fixed(shape).dimensions());
        extents.add(0, 1L);
        return new Shape(extents);
    }

    static Map<String, byte[]> bytes(Map<String, Tensor> tensors) {
        Map<String, byte[]> copies = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> {
            byte[] copy = new byte[tensor.data().remaining()];
            tensor.data().get(copy);
            copies.put(name, copy);
        });
        return copies;
    }

    static void overwrite(ByteBuffer memory) {
        while (memory.hasRemaining()) {
            memory.put((byte) 1);
        }
    }
}
