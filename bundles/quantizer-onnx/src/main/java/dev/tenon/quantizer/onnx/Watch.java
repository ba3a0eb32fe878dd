// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantizer.onnx;

import dev.tenon.api.tensor.Tensor;
import dev.tenon.onnx.graph.proto.NodeProto;
import java.util.List;
import java.util.Map;

/** Sees what the model makes of the samples when it is run for ranges anyhow ({@link Calibration#watch}). */
interface Watch {
    /** Returns nodes that read values of the model; none where its own outputs do. */
    List<NodeProto> nodes();

    /** Returns the names of what {@link #add} wants of each sample. */
    List<String> outputs();

    /** Sees the next sample, in their order. */
    void add(Map<String, Tensor> outputs);
}
