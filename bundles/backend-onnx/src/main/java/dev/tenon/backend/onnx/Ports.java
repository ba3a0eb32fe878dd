// SPDX-License-Identifier: Apache-2.0
package dev.tenon.backend.onnx;

import dev.tenon.api.backend.BackendException;
import dev.tenon.api.backend.BackendException.Reason;
import dev.tenon.api.tensor.ElementType;
import dev.tenon.api.tensor.Shape;
import dev.tenon.api.tensor.Tensor;
import dev.tenon.api.tensor.TensorSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All inputs or all outputs of a model, and whether tensors fit them. */
final class Ports {
    /** Stands where a tensor is still to come. */
    static final Tensor EMPTY = Tensor.allocate(ElementType.INT8, Shape.of(0));

    private final String kind;
    private final List<TensorSpec> specs;
    private final Map<String, TensorSpec> byName = new LinkedHashMap<>();

    /**
     * Keeps the specifications.
     *
     * @param kind {@code input} or {@code output}, for messages
     * @param specs in the model's order
     */
    Ports(String kind, List<TensorSpec> specs) {
        this.kind = kind;
        this.specs = specs;
        specs.forEach(spec -> byName.put(spec.name(), spec));
    }

    /** In the model's order. */
    List<TensorSpec> specs() {
        return specs;
    }

    /** The specification of a name that is known to exist. */
    TensorSpec spec(String name) {
        return byName.get(name);
    }

    /**
     * Checks that there is one fitting tensor for each and nothing else.
     *
     * @throws BackendException if not
     */
    void checkAll(Map<String, Tensor> tensors) throws BackendException {
        for (TensorSpec spec : specs) {
            if (!tensors.containsKey(spec.name())) {
                throw new BackendException(Reason.INVALID_TENSOR, "the model needs the " + kind + " " + spec);
            }
        }
        checkSome(tensors);
    }

    /**
     * Checks that there is at least one tensor and that each fits.
     *
     * @throws BackendException if not
     */
    void checkSome(Map<String, Tensor> tensors) throws BackendException {
        if (tensors.isEmpty()) {
            throw new BackendException(Reason.INVALID_TENSOR, "at least one " + kind + " must be given: " + specs);
        }
        for (Map.Entry<String, Tensor> each : tensors.entrySet()) {
            @Nullable TensorSpec spec = byName.get(each.getKey());
            if (spec == null) {
                throw new BackendException(
                        Reason.INVALID_TENSOR, "the model has no " + kind + " '" + each.getKey() + "', only " + specs);
            }
            if (!spec.accepts(each.getValue())) {
                throw new BackendException(
                        Reason.INVALID_TENSOR,
                        "the model's " + kind + " is " + spec + ", the tensor given is " + each.getValue());
            }
        }
    }
}
