// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.api.model.ImagePreprocessing.Channels;
import dev.tenon.api.model.ImagePreprocessing.Fit;
import dev.tenon.api.model.ImagePreprocessing.Layout;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ImagePreprocessingTest {
    private static ImagePreprocessing of(int width, Channels channels, List<Double> mean, List<Double> deviation) {
        return new ImagePreprocessing(width, 224, channels, Layout.NCHW, Fit.CROP, 1 / 255.0, mean, deviation);
    }

    @Test
    void needsOneValuePerChannel() {
        assertThat(of(224, Channels.GRAY, List.of(0.5), List.of(0.5)).channels().count())
                .isEqualTo(1);
        assertThatThrownBy(() -> of(224, Channels.RGB, List.of(0.5), List.of(0.5)))
                .hasMessageContaining("3 values");
    }

    @Test
    void refusesEmptyPicturesAndDivisionByZero() {
        assertThatThrownBy(() -> of(0, Channels.GRAY, List.of(0.5), List.of(0.5)))
                .hasMessageContaining("0x224");
        assertThatThrownBy(() -> of(224, Channels.GRAY, List.of(0.5), List.of(0.0)))
                .hasMessageContaining("deviation");
        assertThatThrownBy(() -> of(224, Channels.GRAY, List.of(0.5), List.of(-0.0)))
                .hasMessageContaining("deviation");
    }

    @Test
    void aModelIsDescribedByIdTaskAndFormat() {
        ModelDescriptor model = model("squeezenet", "image-classification");
        assertThat(model.capability())
                .isEqualTo(Map.of("tenon.model", "squeezenet", "task", "image-classification", "format", "onnx"));
        assertThatThrownBy(() -> model("../evil", "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> model("a", " ")).isInstanceOf(IllegalArgumentException.class);
    }

    private static ModelDescriptor model(String id, String task) {
        return new ModelDescriptor(id, id, "", task, "onnx", "MIT", List.of(), List.of(), Optional.empty(), List.of());
    }
}
