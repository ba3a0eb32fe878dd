// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.image.label;

import dev.tenon.api.backend.BackendException;
import dev.tenon.api.model.ImagePreprocessing;
import dev.tenon.api.model.InstalledModel;
import dev.tenon.api.model.ModelDescriptor;
import dev.tenon.api.platform.Inference;
import dev.tenon.api.platform.Models;
import dev.tenon.api.platform.UnknownModelException;
import dev.tenon.api.tensor.ElementType;
import dev.tenon.api.tensor.Shape;
import dev.tenon.api.tensor.Tensor;
import dev.tenon.api.tensor.TensorSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Models of one pixel and three classes: the scores are red, green and blue, as logits or as shares. */
record OneModel(List<String> ids, boolean logits) implements Models, Inference {
    private static final ImagePreprocessing PIXEL = new ImagePreprocessing(
            1,
            1,
            ImagePreprocessing.Channels.RGB,
            ImagePreprocessing.Layout.NCHW,
            ImagePreprocessing.Fit.STRETCH,
            1.0 / 255,
            List.of(0.0, 0.0, 0.0),
            List.of(1.0, 1.0, 1.0));

    @Override
    public List<InstalledModel> all() {
        return ids.stream()
                .map(id -> new InstalledModel(descriptor(id), Path.of(id), "0".repeat(64), 1))
                .toList();
    }

    private static ModelDescriptor descriptor(String id) {
        return new ModelDescriptor(
                id,
                id,
                "colours",
                "image-classification",
                "onnx",
                "CC0-1.0",
                List.of(),
                List.of(),
                Optional.of(PIXEL),
                List.of("red, crimson", "green"));
    }

    @Override
    public List<InstalledModel> forTask(String task) {
        return task.equals("image-classification") ? all() : List.of();
    }

    @Override
    public Optional<InstalledModel> find(String id) {
        return all().stream()
                .filter(model -> model.descriptor().id().equals(id))
                .findFirst();
    }

    @Override
    public List<TensorSpec> inputs(String modelId) {
        return List.of(new TensorSpec("x", ElementType.FLOAT32, Shape.of(1, 3, 1, 1)));
    }

    @Override
    public List<TensorSpec> outputs(String modelId) {
        return List.of(new TensorSpec("y", ElementType.FLOAT32, Shape.of(1, 3)));
    }

    @Override
    public Map<String, Tensor> run(String modelId, Map<String, Tensor> inputs) throws BackendException {
        if (modelId.equals("gone")) {
            throw new UnknownModelException(modelId);
        }
        if (modelId.equals("broken")) {
            throw new BackendException(BackendException.Reason.FAILED, "broken");
        }
        float[] rgb = inputs.get("x").toFloats();
        float sum = rgb[0] + rgb[1] + rgb[2];
        float[] scores = new float[3];
        for (int i = 0; i < 3; i++) {
            scores[i] = logits ? 5 * rgb[i] - 2 : rgb[i] / sum;
        }
        return Map.of("y", Tensor.ofFloats(scores, 1, 3));
    }

    @Override
    public void run(String modelId, Map<String, Tensor> inputs, Map<String, Tensor> outputs) {
        throw new UnsupportedOperationException();
    }
}
