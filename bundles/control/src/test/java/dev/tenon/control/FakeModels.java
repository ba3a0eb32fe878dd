// SPDX-License-Identifier: Apache-2.0
package dev.tenon.control;

import dev.tenon.api.model.InstalledModel;
import dev.tenon.api.model.ModelDescriptor;
import dev.tenon.runtime.InputRecipe;
import dev.tenon.runtime.ModelRefusedException;
import dev.tenon.runtime.ModelStore;
import dev.tenon.runtime.VariantReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

final class FakeModels implements ModelStore {
    private final Map<String, InstalledModel> models = new TreeMap<>();

    FakeModels() {
        put("mnist", "Handwritten digits");
    }

    private void put(String id, String name) {
        ModelDescriptor descriptor = new ModelDescriptor(
                id,
                name,
                "Says what it sees.",
                "image-classification",
                "onnx",
                "Apache-2.0",
                List.of(),
                List.of(),
                Optional.empty(),
                List.of("a", "b"));
        models.put(id, new InstalledModel(descriptor, Path.of("/models", id, "model.onnx"), "cd".repeat(32), 26_454));
    }

    @Override
    public synchronized List<InstalledModel> all() {
        return List.copyOf(models.values());
    }

    @Override
    public List<InstalledModel> forTask(String task) {
        return all();
    }

    @Override
    public synchronized Optional<InstalledModel> find(String id) {
        return Optional.ofNullable(models.get(id));
    }

    @Override
    public synchronized List<Entry> catalogue() {
        return List.of(
                new Entry(
                        "mnist",
                        "Handwritten digits",
                        "image-classification",
                        "MIT",
                        26_454,
                        models.containsKey("mnist")),
                new Entry(
                        "squeezenet",
                        "SqueezeNet 1.0",
                        "image-classification",
                        "Apache-2.0",
                        4_956_208,
                        models.containsKey("squeezenet")));
    }

    @Override
    public synchronized InstalledModel add(String source, Optional<String> descriptor, BiConsumer<Long, Long> bytes) {
        if (!List.of("mnist", "squeezenet").contains(source)) {
            throw new ModelRefusedException(
                    ModelRefusedException.Reason.UNKNOWN, "no model is called " + source + ": see ./tenon model list");
        }
        for (long part = 1; part <= 5; part++) {
            bytes.accept(part * 991_241, 4_956_208L);
        }
        put(source, source.equals("mnist") ? "Handwritten digits" : "SqueezeNet 1.0");
        return models.get(source);
    }

    @Override
    public synchronized void remove(String id) {
        models.remove(id);
    }

    private String used = ORIGINAL;

    @Override
    public Optional<InstalledModel> original(String id) {
        return find(id);
    }

    @Override
    public synchronized List<Variant> variants(String id) {
        return id.equals("mnist")
                ? List.of(new Variant(
                        "w8a8-cpu", FakeVariants.report("w8a8", VariantReport.Verdict.PASSED), used.equals("w8a8-cpu")))
                : List.of();
    }

    @Override
    public Variant keepVariant(String id, Path result) {
        throw new UnsupportedOperationException("who makes variants keeps them");
    }

    @Override
    public synchronized void useVariant(String id, String name) {
        if (!List.of("w8a8-cpu", ORIGINAL).contains(name)) {
            throw new ModelRefusedException(
                    ModelRefusedException.Reason.UNKNOWN, id + " has no variant " + name + ": original, w8a8-cpu");
        }
        used = name;
    }

    @Override
    public List<Packed> pack(String id, String namespace, String version, Path folder) {
        throw new UnsupportedOperationException("nothing is packed here");
    }

    @Override
    public InputRecipe recipe(String id) {
        return InputRecipe.NONE;
    }
}
