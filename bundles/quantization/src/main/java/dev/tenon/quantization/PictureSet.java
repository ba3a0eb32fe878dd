// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import dev.tenon.api.model.ImagePreprocessing;
import dev.tenon.api.model.ModelDescriptor;
import dev.tenon.api.tensor.Tensor;
import dev.tenon.api.tensor.TensorSpec;
import dev.tenon.media.Picture;
import dev.tenon.media.PictureException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Pictures of a folder, in the order of their paths. Where each lies in a folder named as one of the model's labels, or as
 * a class's index, that is its label.
 */
final class PictureSet implements EvaluationSet {
    private static final List<String> ENDINGS = List.of(".jpg", ".jpeg", ".png", ".gif", ".bmp", ".webp");

    private final Path folder;
    private final TensorSpec input;
    private final ImagePreprocessing preprocessing;
    private final List<Path> pictures;
    private final List<OptionalInt> labels;

    private PictureSet(
            Path folder,
            TensorSpec input,
            ImagePreprocessing preprocessing,
            List<Path> pictures,
            List<OptionalInt> labels) {
        this.folder = folder;
        this.input = input;
        this.preprocessing = preprocessing;
        this.pictures = pictures;
        this.labels = labels;
    }

    /**
     * Finds the pictures.
     *
     * @param folder with pictures, in folders of it too
     * @param model says how a picture becomes its first input
     * @param inputs what the model asks for
     * @throws DataRefusedException if there are none, or the model reads no pictures
     * @throws IOException if the folder cannot be read
     */
    static PictureSet of(Path folder, ModelDescriptor model, List<TensorSpec> inputs) throws IOException {
        ImagePreprocessing preprocessing = model.image()
                .orElseThrow(() -> new DataRefusedException(folder + " is a folder, and the descriptor of " + model.id()
                        + " does not say how it reads pictures: give an .npz file with its inputs"));
        List<Path> pictures =
                Folders.files(folder).stream().filter(PictureSet::isPicture).toList();
        if (pictures.isEmpty()) {
            throw new DataRefusedException(
                    "there are no pictures in " + folder + " (" + String.join(", ", ENDINGS) + ")");
        }
        List<OptionalInt> labels = new ArrayList<>();
        pictures.forEach(picture -> labels.add(label(folder, picture, model.labels())));
        return new PictureSet(folder, inputs.get(0), preprocessing, pictures, labels);
    }

    private static boolean isPicture(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return ENDINGS.stream().anyMatch(name::endsWith);
    }

    private static OptionalInt label(Path folder, Path picture, List<String> labels) {
        Path parent = picture.getParent();
        if (parent == null || parent.equals(folder)) {
            return OptionalInt.empty();
        }
        String name = String.valueOf(parent.getFileName());
        for (int i = 0; i < labels.size(); i++) {
            if (labels.get(i).equalsIgnoreCase(name)) {
                return OptionalInt.of(i);
            }
        }
        return name.matches("\\d{1,6}") ? OptionalInt.of(Integer.parseInt(name)) : OptionalInt.empty();
    }

    @Override
    public String description() {
        return "pictures of " + folder.getFileName();
    }

    @Override
    public int size() {
        return pictures.size();
    }

    @Override
    public Map<String, Tensor> inputs(int index) throws IOException {
        Path picture = pictures.get(index);
        try {
            return Map.of(
                    input.name(),
                    Picture.read(ByteBuffer.wrap(Files.readAllBytes(picture))).toTensor(preprocessing, input.type()));
        } catch (PictureException e) {
            throw new DataRefusedException(picture + ": " + e.getMessage() + "; take it out of the folder", e);
        }
    }

    @Override
    public OptionalInt label(int index) {
        return labels.get(index);
    }

    @Override
    public boolean isLabelled() {
        return labels.stream().allMatch(OptionalInt::isPresent);
    }
}
