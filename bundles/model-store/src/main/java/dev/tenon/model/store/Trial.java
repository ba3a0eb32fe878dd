// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.store;

import dev.tenon.api.backend.Backend;
import dev.tenon.api.backend.BackendException;
import dev.tenon.api.backend.ModelSession;
import dev.tenon.api.backend.SessionOptions;
import dev.tenon.api.model.ImagePreprocessing;
import dev.tenon.api.model.ModelDescriptor;
import dev.tenon.api.tensor.Shape;
import dev.tenon.api.tensor.TensorSpec;
import dev.tenon.runtime.ModelRefusedException;
import dev.tenon.runtime.ModelRefusedException.Reason;
import dev.tenon.tokenizers.Tokenizer;
import dev.tenon.tokenizers.TokenizerFormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Loads a model once before it is kept, and holds its descriptor against what the file says. */
final class Trial {
    private final Iterable<Backend> backends;

    Trial(Iterable<Backend> backends) {
        this.backends = backends;
    }

    /**
     * Loads the model and unloads it.
     *
     * @param file the model
     * @param json its descriptor
     * @return the descriptor, with inputs and outputs where it had none
     * @throws ModelRefusedException if no backend runs the model, or the descriptor says something else than the file
     */
    ModelJson load(Path file, ModelJson json) {
        Specs specs = specs(file, json.format());
        compare("input", json.specs("inputs"), specs.inputs());
        compare("output", json.specs("outputs"), specs.outputs());
        return json.withSpecs(specs.inputs(), specs.outputs());
    }

    /** What a model's file says that it asks for and gives. */
    record Specs(List<TensorSpec> inputs, List<TensorSpec> outputs) {
        /** Says whether another file can stand for this one: same names, same types, shapes that go together. */
        boolean fits(Specs other) {
            return fit(inputs, other.inputs) && fit(outputs, other.outputs);
        }

        private static boolean fit(List<TensorSpec> left, List<TensorSpec> right) {
            return left.size() == right.size()
                    && left.stream().allMatch(spec -> right.stream().anyMatch(other -> Trial.fits(spec, other)));
        }

        @Override
        public String toString() {
            return "inputs " + inputs + " and outputs " + outputs;
        }
    }

    /**
     * Loads a model and unloads it.
     *
     * @param file the model
     * @param format of it
     * @return what the file says
     * @throws ModelRefusedException if no backend runs the model
     */
    Specs specs(Path file, String format) {
        Backend backend = backendFor(format);
        SessionOptions options =
                new SessionOptions(backend.descriptor().deviceKinds().get(0));
        try (ModelSession session = backend.open(file, options)) {
            return new Specs(session.inputs(), session.outputs());
        } catch (BackendException e) {
            // The backend names the staged file by its whole path, which the reader never heard of.
            String why = String.valueOf(e.getMessage())
                    .replace(file.toString(), file.getFileName().toString());
            throw new ModelRefusedException(Reason.UNSUPPORTED, why, e);
        }
    }

    private Backend backendFor(String format) {
        for (Backend backend : backends) {
            if (backend.descriptor().formats().contains(format)) {
                return backend;
            }
        }
        throw new ModelRefusedException(
                Reason.UNSUPPORTED,
                "no installed backend runs '" + format + "' models; 'tenon plugin list' shows what is installed");
    }

    private static void compare(String kind, List<TensorSpec> described, List<TensorSpec> actual) {
        for (TensorSpec spec : described) {
            if (actual.stream().noneMatch(other -> fits(spec, other))) {
                throw new ModelRefusedException(
                        Reason.BAD_DESCRIPTOR,
                        "the descriptor does not fit the file: it says " + kind + " " + spec + ", the file has "
                                + actual);
            }
        }
    }

    /** A descriptor may close an extent that the file leaves open, and the other way round. */
    private static boolean fits(TensorSpec described, TensorSpec actual) {
        List<Long> left = described.shape().dimensions();
        List<Long> right = actual.shape().dimensions();
        if (!described.name().equals(actual.name())
                || described.type() != actual.type()
                || left.size() != right.size()) {
            return false;
        }
        for (int i = 0; i < left.size(); i++) {
            if (left.get(i) != Shape.ANY
                    && right.get(i) != Shape.ANY
                    && !left.get(i).equals(right.get(i))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Holds preprocessing and labels against inputs and outputs, and reads the tokenizer.
     *
     * @param model as it is described
     * @param folder with its files
     * @throws ModelRefusedException if they do not fit
     * @throws IOException if the tokenizer cannot be read
     */
    static void checkMeaning(ModelDescriptor model, Path folder) throws IOException {
        if (model.text().isPresent()) {
            checkText(model, folder.resolve(model.text().get().tokenizer()));
        }
        model.image().ifPresent(image -> {
            TensorSpec input = model.inputs().get(0);
            Shape given = image.layout() == ImagePreprocessing.Layout.NCHW
                    ? Shape.of(1, image.channels().count(), image.height(), image.width())
                    : Shape.of(
                            1, image.height(), image.width(), image.channels().count());
            if (!input.shape().accepts(given)) {
                throw new ModelRefusedException(
                        Reason.BAD_DESCRIPTOR,
                        "the descriptor does not fit the file: a picture would become " + given
                                + ", the first input is " + input
                                + "; name a descriptor that says otherwise with --descriptor FILE");
            }
        });
        if (model.task().endsWith("-classification") && !model.labels().isEmpty()) {
            List<Long> extents = model.outputs().get(0).shape().dimensions();
            long classes =
                    extents.stream().filter(extent -> extent > 1).findFirst().orElse(Shape.ANY);
            if (classes != Shape.ANY && classes != model.labels().size()) {
                throw new ModelRefusedException(
                        Reason.BAD_DESCRIPTOR,
                        "the descriptor does not fit the file: it has "
                                + model.labels().size() + " labels, the model " + classes + " classes");
            }
        }
    }

    private static void checkText(ModelDescriptor model, Path tokenizer) throws IOException {
        try {
            Tokenizer.read(tokenizer);
        } catch (TokenizerFormatException e) {
            throw new ModelRefusedException(
                    Reason.BAD_DESCRIPTOR, "the tokenizer " + tokenizer.getFileName() + ": " + e.getMessage(), e);
        }
        if (model.inputs().stream().noneMatch(input -> input.name().equals("input_ids"))) {
            throw new ModelRefusedException(
                    Reason.BAD_DESCRIPTOR,
                    "the descriptor does not fit the file: /text is for a model that reads tokens (input_ids), its"
                            + " inputs are " + model.inputs());
        }
    }
}
