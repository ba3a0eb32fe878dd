// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tenon.api.backend.Backend;
import dev.tenon.api.backend.BackendException;
import dev.tenon.api.backend.ModelSession;
import dev.tenon.api.backend.SessionOptions;
import dev.tenon.api.tensor.ElementType;
import dev.tenon.api.tensor.Shape;
import dev.tenon.api.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An input and what a variant answered to it when it was measured: whoever puts the variant to use asks it again first.
 *
 * @param inputs by name
 * @param outputs by name, as floats
 */
record KnownAnswer(List<Value> inputs, List<Answer> outputs) {
    /** What the squares of the differences may be of the squares of the values: another machine may round otherwise. */
    private static final double TOLERANCE = 1e-3;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** An input: its values little-endian, in Base64. */
    record Value(String name, ElementType type, List<Long> shape, String values) {
        static Value of(String name, Tensor tensor) {
            return new Value(name, tensor.type(), tensor.shape().dimensions(), base64(tensor.data()));
        }

        private static String base64(ByteBuffer data) {
            byte[] bytes = new byte[data.remaining()];
            data.get(bytes);
            return Base64.getEncoder().encodeToString(bytes);
        }

        Tensor tensor() {
            Tensor tensor = Tensor.allocate(type, new Shape(shape));
            tensor.data().put(Base64.getDecoder().decode(values));
            return tensor;
        }
    }

    /** An output. */
    record Answer(String name, float[] values) {}

    /**
     * Asks a variant.
     *
     * @param file of the variant
     * @param item what is asked
     */
    static KnownAnswer of(Backend backend, Path file, String device, Map<String, Tensor> item) throws BackendException {
        try (ModelSession session = backend.open(file, new SessionOptions(device))) {
            List<Value> inputs = new ArrayList<>();
            item.forEach((name, tensor) -> inputs.add(Value.of(name, tensor)));
            List<Answer> outputs = new ArrayList<>();
            session.run(item).forEach((name, tensor) -> outputs.add(new Answer(name, tensor.toFloats())));
            return new KnownAnswer(inputs, outputs);
        }
    }

    void write(Path to) throws IOException {
        Files.write(to, JSON.writeValueAsBytes(this));
    }

    static KnownAnswer read(Path from) throws IOException {
        return JSON.readValue(Files.readAllBytes(from), KnownAnswer.class);
    }

    /** Says whether a model answers the same. */
    boolean isGivenBy(Backend backend, Path file, String device) throws BackendException {
        if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
            return true; // the values are of a machine of the other kind
        }
        Map<String, Tensor> item = new LinkedHashMap<>();
        inputs.forEach(value -> item.put(value.name(), value.tensor()));
        try (ModelSession session = backend.open(file, new SessionOptions(device))) {
            Map<String, Tensor> answers = session.run(item);
            for (Answer output : outputs) {
                Tensor answer = answers.get(output.name());
                if (answer == null || !isNear(output.values(), answer.toFloats())) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Whether the difference is small beside the values; what is not finite must be the same. */
    private static boolean isNear(float[] one, float[] other) {
        double error = 0;
        double size = 0;
        for (int i = 0; i < Math.min(one.length, other.length); i++) {
            if (Float.isFinite(one[i])) {
                error += Math.pow((double) one[i] - other[i], 2);
                size += Math.pow(one[i], 2);
            } else if (Float.compare(one[i], other[i]) != 0) {
                return false;
            }
        }
        return one.length == other.length && error <= TOLERANCE * size;
    }
}
