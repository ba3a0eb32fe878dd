// SPDX-License-Identifier: Apache-2.0
package dev.tenon.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenon.api.model.InstalledModel;
import dev.tenon.api.model.ModelDescriptor;
import dev.tenon.api.quantizer.QuantizableLayer;
import dev.tenon.api.quantizer.Quantization;
import dev.tenon.api.quantizer.QuantizationRefusedException;
import dev.tenon.api.quantizer.QuantizationRefusedException.Reason;
import dev.tenon.api.quantizer.QuantizationRequest;
import dev.tenon.api.quantizer.QuantizedModel;
import dev.tenon.api.quantizer.QuantizedModel.QuantizedLayer;
import dev.tenon.api.quantizer.Quantizer;
import dev.tenon.api.quantizer.RangeMethod;
import dev.tenon.api.quantizer.Schemes;
import dev.tenon.api.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every {@link Quantizer} must do. Extend it in the plugin's tests and give it the quantizer, a model and samples;
 * JUnit runs the rest. How well its variants answer is not checked here: the platform's gate measures that.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
public abstract class QuantizerContract {
    @TempDir
    Path folder;

    private Path work;
    private Path file;

    /** For the subclass. */
    protected QuantizerContract() {}

    /**
     * Returns the quantizer under test.
     *
     * @return may be the same for all tests
     */
    protected abstract Quantizer quantizer();

    /**
     * Returns the format of {@link #model()}, as the quantizer calls it.
     *
     * @return {@code onnx}, for instance
     */
    protected abstract String format();

    /**
     * Returns a model with at least one layer that can be quantized.
     *
     * @return path of its file
     * @throws IOException if it cannot be made
     */
    protected abstract Path model() throws IOException;

    /**
     * Returns inputs of that model.
     *
     * @return at least one
     */
    protected abstract List<Map<String, Tensor>> samples();

    @BeforeEach
    void folders() throws IOException {
        work = Files.createDirectory(folder.resolve("work"));
        file = folder.resolve("variant");
    }

    private Quantization open(Path model, List<Map<String, Tensor>> samples) throws IOException {
        ModelDescriptor descriptor = new ModelDescriptor(
                "model", "Model", "", "other", format(), "", List.of(), List.of(), Optional.empty(), List.of());
        InstalledModel installed = new InstalledModel(descriptor, model, "0".repeat(64), Files.size(model));
        return quantizer().open(new QuantizationRequest(installed, "cpu", Set.of(), samples, work));
    }

    private static Map<String, String> all(Quantization quantization, String scheme) {
        Map<String, String> schemes = new HashMap<>();
        quantization.layers().forEach(layer -> schemes.put(layer.name(), scheme));
        return schemes;
    }

    private void assertNothingIsLeft() throws IOException {
        try (Stream<Path> files = Files.walk(work)) {
            assertEquals(List.of(), files.filter(Files::isRegularFile).toList(), "left in the folder for work");
        }
    }

    @Test
    void knowsItsFormatAndNoOther() {
        assertFalse(quantizer().schemes(format()).isEmpty(), "no scheme for " + format());
        assertEquals(List.of(), quantizer().schemes("no such format"));
        assertEquals(quantizer().schemes(format()), quantizer().schemes(format()), "always the same");
    }

    @Test
    void namesEachLayerOnceAndAlwaysTheSame() throws IOException {
        List<QuantizableLayer> layers;
        try (Quantization quantization = open(model(), samples())) {
            layers = quantization.layers();
        }
        assertFalse(layers.isEmpty(), "the model has no layer that can be quantized");
        assertEquals(
                layers.size(),
                new HashSet<>(layers.stream().map(QuantizableLayer::name).toList()).size(),
                "names are unique");
        for (QuantizableLayer layer : layers) {
            assertTrue(
                    quantizer().schemes(format()).containsAll(layer.schemes()),
                    layer + " has a scheme that the quantizer does not name");
        }
        try (Quantization quantization = open(model(), samples())) {
            assertEquals(layers, quantization.layers(), "opened again");
        }
    }

    @Test
    void writesEachSchemeTheSameTwice() throws IOException {
        byte[] original = Files.readAllBytes(model());
        for (String scheme : quantizer().schemes(format())) {
            Path first = folder.resolve(scheme + "-1");
            Path second = folder.resolve(scheme + "-2");
            try (Quantization quantization = open(model(), samples())) {
                QuantizedModel made = quantization.write(all(quantization, scheme), RangeMethod.MIN_MAX, first);
                assertEquals(
                        quantization.layers().stream()
                                .map(QuantizableLayer::name)
                                .toList(),
                        made.layers().stream().map(QuantizedLayer::name).toList(),
                        "every layer is reported, in the order of layers()");
                made.layers()
                        .forEach(layer -> assertTrue(
                                layer.scheme().equals(scheme) || !layer.why().isEmpty(),
                                layer + " is not in " + scheme + " and does not say why"));
                quantization.write(all(quantization, scheme), RangeMethod.MIN_MAX, second);
            }
            assertTrue(Files.size(first) > 0, scheme + " wrote nothing");
            assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(second), scheme + " twice");
        }
        assertArrayEquals(original, Files.readAllBytes(model()), "the original is only read");
        assertNothingIsLeft();
    }

    @Test
    void leavesLayersThatAreNotNamed() throws IOException {
        try (Quantization quantization = open(model(), samples())) {
            QuantizedModel made = quantization.write(Map.of(), RangeMethod.MIN_MAX, file);
            made.layers().forEach(layer -> assertEquals(Schemes.ORIGINAL, layer.scheme(), layer.name()));
        }
        assertTrue(Files.size(file) > 0, "nothing was written");
    }

    @Test
    void overwritesNothing() throws IOException {
        Files.writeString(file, "somebody's");
        String scheme = quantizer().schemes(format()).get(0);
        try (Quantization quantization = open(model(), samples())) {
            assertThrows(
                    IOException.class,
                    () -> quantization.write(all(quantization, scheme), RangeMethod.MIN_MAX, file),
                    "a file that exists");
        }
        assertEquals("somebody's", Files.readString(file));
        assertNothingIsLeft();
    }

    @Test
    void refusesLayersAndSchemesThatItDoesNotKnow() throws IOException {
        String scheme = quantizer().schemes(format()).get(0);
        try (Quantization quantization = open(model(), samples())) {
            String layer = quantization.layers().get(0).name();
            assertThrows(
                    IllegalArgumentException.class,
                    () -> quantization.write(Map.of("no such layer", scheme), RangeMethod.MIN_MAX, file));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> quantization.write(Map.of(layer, "no such scheme"), RangeMethod.MIN_MAX, file));
        }
        assertFalse(Files.exists(file), "something was written all the same");
        assertNothingIsLeft();
    }

    @Test
    void saysWhenASchemeNeedsSamples() throws IOException {
        for (String scheme : quantizer().schemes(format())) {
            Path target = folder.resolve(scheme);
            try (Quantization quantization = open(model(), List.of())) {
                quantization.write(all(quantization, scheme), RangeMethod.MIN_MAX, target);
                assertTrue(Files.size(target) > 0, scheme + " wrote nothing");
            } catch (QuantizationRefusedException e) {
                assertEquals(Reason.NO_SAMPLES, e.reason(), scheme + ": " + e.getMessage());
                assertFalse(Files.exists(target), scheme + " left something");
            }
        }
        assertNothingIsLeft();
    }

    @Test
    void refusesWhatIsNoModel() throws IOException {
        Path nothing = Files.writeString(folder.resolve("nothing"), "this is no model");
        QuantizationRefusedException refused =
                assertThrows(QuantizationRefusedException.class, () -> open(nothing, List.of()));
        assertEquals(Reason.UNSUPPORTED_MODEL, refused.reason());
        assertTrue(String.valueOf(refused.getMessage()).contains("nothing"), "the message names the file");
        assertNothingIsLeft();
    }

    @Test
    void mayBeClosedTwice() throws IOException {
        Quantization quantization = open(model(), samples());
        quantization.close();
        assertDoesNotThrow(quantization::close);
        assertNothingIsLeft();
    }
}
