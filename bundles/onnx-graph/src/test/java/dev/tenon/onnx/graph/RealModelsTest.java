// SPDX-License-Identifier: Apache-2.0
package dev.tenon.onnx.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnxruntime.OrtException;
import dev.tenon.onnx.graph.ModelWriter.Layout;
import dev.tenon.onnx.graph.proto.ModelProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every real model at hand, read and written. */
class RealModelsTest {
    private static final Path DATA = Path.of(System.getProperty("tenon.data", "absent"));

    @TempDir
    Path folder;

    private static List<Path> models() throws IOException {
        assumeTrue(Files.isDirectory(DATA), "no folder tenon.data: " + DATA);
        try (Stream<Path> files = Files.walk(DATA)) {
            return files.filter(file -> file.toString().endsWith(".onnx"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void eachMeansTheSameAfterARoundTrip() throws Exception {
        int read = 0;
        int run = 0;
        for (Path file : models()) {
            if (file.endsWith("nncf/gpt2-10.onnx")) {
                assertThatThrownBy(() -> ModelReader.read(file)).hasMessageContaining("git lfs pull");
                continue;
            }
            ModelProto original = ModelProto.parseFrom(Files.readAllBytes(file));
            ModelProto model = ModelReader.read(file);
            ModelProto meaning = RoundTripTest.whole(original);
            Optional<List<float[]>> before = answers(file);
            for (Layout layout : Layout.values()) {
                Path target = folder.resolve(read + "." + layout + ".onnx");
                ModelWriter.write(model, target, layout);
                assertThat(RoundTripTest.whole(ModelReader.read(target)))
                        .as("%s %s", file, layout)
                        .isEqualTo(meaning);
                if (before.isPresent()) {
                    assertThat(difference(before.get(), Runs.of(target).orElseThrow()))
                            .as("%s %s", file, layout)
                            .isZero();
                    run++;
                }
            }
            read++;
        }
        assertThat(read).isGreaterThan(20);
        assertThat(run).isGreaterThan(20);
    }

    /** Some need operators that ONNX Runtime alone does not have. */
    private static Optional<List<float[]>> answers(Path file) {
        try {
            return Runs.of(file);
        } catch (OrtException e) {
            return Optional.empty();
        }
    }

    @Test
    void foldedConstantsAndNormalizationsChangeNoAnswer() throws Exception {
        int folded = 0;
        int constants = 0;
        for (Path file : models()) {
            if (file.endsWith("nncf/gpt2-10.onnx")) {
                continue;
            }
            ModelProto model = ModelReader.read(file);
            try (WeightsFile weights = new WeightsFile(folder)) {
                Optional<List<float[]>> before = answers(file);
                if (before.isEmpty()) {
                    continue; // what cannot be run cannot be evaluated
                }
                ModelProto constant = ConstantFolding.fold(model, Runs.evaluator(folder), weights);
                constants += constant == model ? 0 : 1;
                ModelProto after = BatchNormFolding.fold(constant, weights);
                if (after != model) {
                    Path target = folder.resolve(folded++ + ".onnx");
                    ModelWriter.write(after, target, Layout.INLINE);
                    assertThat(difference(before.get(), Runs.of(target).orElseThrow()))
                            .as(file.toString())
                            .isLessThan(1e-4f);
                }
            }
        }
        assertThat(folded).isGreaterThan(20);
        assertThat(constants).isGreaterThanOrEqualTo(3);
    }

    @Test
    void aRaisedOpsetChangesNoAnswer() throws Exception {
        int raised = 0;
        int run = 0;
        for (Path file : models()) {
            if (file.endsWith("nncf/gpt2-10.onnx")) {
                continue;
            }
            ModelProto model = ModelReader.read(file);
            ModelProto after = Opsets.atLeast(model, 13);
            if (after == model) {
                continue;
            }
            Path target = folder.resolve("raised" + raised++ + ".onnx");
            ModelWriter.write(after, target, Layout.INLINE);
            Optional<List<float[]>> before = answers(file);
            if (before.isPresent()) {
                assertThat(difference(before.get(), Runs.of(target).orElseThrow()))
                        .as(file.toString())
                        .isZero();
                run++;
            }
        }
        assertThat(raised).isGreaterThanOrEqualTo(17);
        assertThat(run).isGreaterThanOrEqualTo(14);
    }

    /** The largest difference, as a share of the largest value where that is more than 1. */
    private static float difference(List<float[]> before, List<float[]> now) {
        float difference = 0;
        for (int i = 0; i < before.size(); i++) {
            assertThat(now.get(i)).hasSameSizeAs(before.get(i));
            float largest = 1;
            float most = 0;
            for (int j = 0; j < now.get(i).length; j++) {
                largest = Math.max(largest, Math.abs(before.get(i)[j]));
                float off = Math.abs(now.get(i)[j] - before.get(i)[j]);
                most = off <= most ? most : off; // what is not a number counts, too
            }
            difference = Math.max(difference, most / largest);
        }
        return difference;
    }
}
