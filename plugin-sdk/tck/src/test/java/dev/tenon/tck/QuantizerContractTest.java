// SPDX-License-Identifier: Apache-2.0
package dev.tenon.tck;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** The contract passes a good quantizer and fails each of its broken sisters. */
class QuantizerContractTest {
    private static final String MAGIC = "toy model";

    /** Quantizes models that are a line of text with a number behind. */
    private static class Toy implements Quantizer {
        @Override
        public List<String> schemes(String format) {
            return format.equals("toy") ? List.of(Schemes.W8A8, Schemes.W8) : List.of();
        }

        @Override
        public Quantization open(QuantizationRequest request) throws IOException {
            Path file = request.model().file();
            String text = Files.readString(file);
            if (!text.startsWith(MAGIC)) {
                throw new QuantizationRefusedException(Reason.UNSUPPORTED_MODEL, file + " is no toy");
            }
            return new Opened(text, request);
        }
    }

    private static class Opened implements Quantization {
        final String text;
        final QuantizationRequest request;

        Opened(String text, QuantizationRequest request) {
            this.text = text;
            this.request = request;
        }

        @Override
        public List<QuantizableLayer> layers() {
            return List.of(new QuantizableLayer("number", "Number", 1, List.of(Schemes.W8A8, Schemes.W8)));
        }

        @Override
        public QuantizedModel write(Map<String, String> schemes, RangeMethod ranges, Path file) throws IOException {
            String scheme = schemes.getOrDefault("number", Schemes.ORIGINAL);
            if (!List.of("number").containsAll(schemes.keySet())
                    || !List.of(Schemes.W8A8, Schemes.W8, Schemes.ORIGINAL).contains(scheme)) {
                throw new IllegalArgumentException("unknown: " + schemes);
            }
            if (scheme.equals(Schemes.W8A8) && !request.samples().iterator().hasNext()) {
                throw new QuantizationRefusedException(Reason.NO_SAMPLES, "give samples");
            }
            if (Files.exists(file)) {
                throw new FileAlreadyExistsException(file.toString());
            }
            Files.writeString(file, text + " in " + scheme);
            return new QuantizedModel(List.of(new QuantizedLayer("number", "Number", scheme, 1, "")), List.of());
        }

        @Override
        public void close() {
            // nothing is held
        }
    }

    @TempDir
    Path folder;

    private Path model;

    @BeforeEach
    void model() throws IOException {
        model = Files.writeString(folder.resolve("toy"), MAGIC + " 7");
    }

    private abstract static class OfToys extends QuantizerContract {
        @Override
        protected String format() {
            return "toy";
        }

        @Override
        protected List<Map<String, Tensor>> samples() {
            return List.of(Map.of("x", Tensor.ofFloats(new float[1], 1)));
        }
    }

    /** The good quantizer, run by JUnit as an author's would be. */
    @Nested
    class OfAGoodQuantizer extends OfToys {
        @Override
        protected Quantizer quantizer() {
            return new Toy();
        }

        @Override
        protected Path model() {
            return model;
        }
    }

    private QuantizerContract contract(Quantizer quantizer) throws IOException {
        QuantizerContract contract = new OfToys() {
            @Override
            protected Quantizer quantizer() {
                return quantizer;
            }

            @Override
            protected Path model() {
                return model;
            }
        };
        contract.folder = Files.createTempDirectory(folder, "contract");
        contract.folders();
        return contract;
    }

    /** A toy whose opened models are others. */
    private interface Opening {
        Quantization open(String text, QuantizationRequest request) throws IOException;
    }

    private static Quantizer opening(Opening opening) {
        return new Toy() {
            @Override
            public Quantization open(QuantizationRequest request) throws IOException {
                super.open(request);
                return opening.open(Files.readString(request.model().file()), request);
            }
        };
    }

    private static void fails(Executable contract) {
        assertThatThrownBy(contract::execute).isInstanceOf(AssertionError.class);
    }

    @Test
    void passesTheGoodQuantizerWhenCalledByHand() throws IOException {
        assertThatCode(contract(new Toy())::writesEachSchemeTheSameTwice).doesNotThrowAnyException();
    }

    @Test
    void failsOneThatKnowsEveryFormat() throws IOException {
        fails(contract(new Toy() {
            @Override
            public List<String> schemes(String format) {
                return List.of(Schemes.W8);
            }
        })::knowsItsFormatAndNoOther);
    }

    @Test
    void failsNamesThatChange() throws IOException {
        int[] opened = {0};
        fails(contract(opening((text, request) -> new Opened(text, request) {
            private final String name = "number" + opened[0]++;

            @Override
            public List<QuantizableLayer> layers() {
                return List.of(new QuantizableLayer(name, "Number", 1, List.of(Schemes.W8)));
            }
        }))::namesEachLayerOnceAndAlwaysTheSame);
    }

    @Test
    void failsOneThatWritesSomethingElseEachTime() throws IOException {
        fails(contract(opening((text, request) -> new Opened(text, request) {
            @Override
            public QuantizedModel write(Map<String, String> schemes, RangeMethod ranges, Path file) throws IOException {
                QuantizedModel made = super.write(schemes, ranges, file);
                Files.writeString(file, text + System.nanoTime());
                return made;
            }
        }))::writesEachSchemeTheSameTwice);
    }

    @Test
    void failsOneThatChangesTheOriginal() throws IOException {
        fails(contract(opening((text, request) -> {
            Files.writeString(request.model().file(), text + "!");
            return new Opened(text, request);
        }))::writesEachSchemeTheSameTwice);
    }

    @Test
    void failsOneThatDoesSomethingElseWithoutSayingWhy() throws IOException {
        fails(contract(opening((text, request) -> new Opened(text, request) {
            @Override
            public QuantizedModel write(Map<String, String> schemes, RangeMethod ranges, Path file) throws IOException {
                super.write(schemes, ranges, file);
                return new QuantizedModel(List.of(new QuantizedLayer("number", "Number", "w16", 1, "")), List.of());
            }
        }))::writesEachSchemeTheSameTwice);
    }

    @Test
    void failsOneThatOverwrites() throws IOException {
        fails(contract(opening((text, request) -> new Opened(text, request) {
            @Override
            public QuantizedModel write(Map<String, String> schemes, RangeMethod ranges, Path file) throws IOException {
                Files.deleteIfExists(file);
                return super.write(schemes, ranges, file);
            }
        }))::overwritesNothing);
    }

    @Test
    void failsOneThatLeavesThingsBehind() throws IOException {
        fails(contract(opening((text, request) -> {
            Files.writeString(request.work().resolve("left"), "left");
            return new Opened(text, request);
        }))::mayBeClosedTwice);
    }

    @Test
    void failsOneThatTakesAnyLayer() throws IOException {
        fails(contract(opening((text, request) -> new Opened(text, request) {
            @Override
            public QuantizedModel write(Map<String, String> schemes, RangeMethod ranges, Path file) {
                return new QuantizedModel(List.of(), List.of());
            }
        }))::refusesLayersAndSchemesThatItDoesNotKnow);
    }

    @Test
    void failsOneThatBlamesSomethingElseThanMissingSamples() throws IOException {
        fails(contract(opening((text, request) -> new Opened(text, request) {
            @Override
            public QuantizedModel write(Map<String, String> schemes, RangeMethod ranges, Path file) {
                throw new QuantizationRefusedException(Reason.BAD_WEIGHTS, "no");
            }
        }))::saysWhenASchemeNeedsSamples);
    }

    @Test
    void failsOneThatTakesAnyFile() throws IOException {
        fails(contract(new Toy() {
            @Override
            public Quantization open(QuantizationRequest request) {
                return new Opened("", request);
            }
        })::refusesWhatIsNoModel);
    }

    @Test
    void failsOneThatCannotBeClosedTwice() throws IOException {
        fails(contract(opening((text, request) -> new Opened(text, request) {
            private final List<String> closed = new ArrayList<>();

            @Override
            public void close() {
                closed.add("closed");
                if (closed.size() > 1) {
                    throw new IllegalStateException("closed already");
                }
            }
        }))::mayBeClosedTwice);
    }
}
