// SPDX-License-Identifier: Apache-2.0
package dev.tenon.backend.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import dev.tenon.api.tensor.ElementType;
import dev.tenon.api.tensor.Shape;
import dev.tenon.api.tensor.Tensor;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TensorViewsTest {
    private TensorViews views;

    @BeforeEach
    void load() throws Exception {
        views = new TensorViews(new OrtLibrary(Optional.empty(), 2).environment());
    }

    private OnnxTensor view(Tensor tensor) throws Exception {
        try (TensorViews.Use use = views.of(Map.of("x", tensor))) {
            return use.byName().get("x");
        }
    }

    @Test
    void keepsTheViewOfATensorThatComesBack() throws Exception {
        Tensor tensor = Tensor.allocate(ElementType.FLOAT32, Shape.of(4));
        OnnxTensor first = view(tensor);
        assertThat(views.size()).as("a tensor of one run").isZero();
        assertThat(first.isClosed()).isTrue();
        OnnxTensor second = view(tensor);
        assertThat(view(tensor)).isSameAs(second);
        assertThat(second.isClosed()).isFalse();
        Tensor equal = Tensor.allocate(ElementType.FLOAT32, Shape.of(4));
        assertThat(view(equal)).isNotSameAs(second);
        views.close();
        assertThat(second.isClosed()).isTrue();
    }

    @Test
    @Timeout(60)
    void freesTheViewOfATensorThatIsGarbage() throws Exception {
        OnnxTensor kept = viewOfGarbage();
        while (views.size() > 0) {
            System.gc();
            Thread.onSpinWait();
        }
        assertThat(kept.isClosed()).isTrue();
    }

    private OnnxTensor viewOfGarbage() throws Exception {
        Tensor tensor = Tensor.allocate(ElementType.FLOAT32, Shape.of(4));
        view(tensor);
        OnnxTensor kept = view(tensor);
        assertThat(views.size()).isEqualTo(1);
        return kept;
    }
}
