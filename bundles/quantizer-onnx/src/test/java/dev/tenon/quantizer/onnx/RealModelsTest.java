// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantizer.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tenon.api.quantizer.QuantizableLayer;
import dev.tenon.api.quantizer.Quantization;
import dev.tenon.api.quantizer.QuantizedModel;
import dev.tenon.api.quantizer.RangeMethod;
import dev.tenon.api.tensor.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Real models, quantized and run on noise: near to what they were, and smaller. The bounds are a little beside what was
 * measured; how well variants answer real questions is the gate's to measure.
 */
final class RealModelsTest {
    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "image-classification/onnxruntime-inference-examples/mnist.onnx, w8a8, 28, 0.999, 0.43",
        "image-classification/Windows-Machine-Learning/ImageClassifier.onnx, w8a8, 32, 0.999, 0.29",
        "image-classification/Windows-Machine-Learning/ImageClassifier.onnx, w4a8, 32, 0.999, 0.24",
        "image-classification/Windows-Machine-Learning/SqueezeNet_fp16.onnx, w8a8, 32, 0.999, 0.53",
        "face-detection/Ultra-Light-Fast-Generic-Face-Detector-1MB/version-RFB-320.onnx, w8a8, 32, 0.999, 0.4",
        "file-type/magika/standard_v3_3/model.onnx, w8a8, 32, 0.999, 0.28",
        "industrial-anomaly/anomalydetectionmodel/casting_autoencoder.onnx, w8a8, 32, 0.999, 0.31",
        "ocr/PaddleOCR-ONNX-Sample/ch_ppocr_mobile_v2.0_cls_infer.onnx, w8a8, 96, 0.95, 0.47",
        "ocr/PaddleOCR-ONNX-Sample/en_number_mobile_v2.0_rec_infer.onnx, w8a8, 96, 0.85, 0.35",
        "ocr/PaddleOCR-ONNX-Sample/en_number_mobile_v2.0_rec_infer.onnx, w8, 96, 0.999, 0.31",
        "speech-vad/silero-vad/silero_vad.onnx, w8a8, 512, 0.999, 0.66",
        "speech-wakeword/home-assistant-wakewords-collection/computer_v2.onnx, w4a8, 32, 0.999, 0.21",
        "speech-wakeword/openWakeWord/embedding_model.onnx, w8a8, 32, 0.999, 0.32",
        "text-classification/whitelightning-model-library/news_topic_clf/model.onnx, w8a8, 30, 0.999, 0.35",
        "llm/derived/stories260K.onnx, w8a8-dynamic, 16, 0.999, 0.3",
        "llm/derived/stories260K.onnx, w4a8, 16, 0.998, 0.21",
    })
    void staysNearAndIsSmaller(String name, String scheme, int open, double cosine, double size) throws Exception {
        Path file = Path.of(System.getProperty("tenon.data")).resolve(name);
        assumeTrue(Files.isRegularFile(file), "no real models in " + System.getProperty("tenon.data"));
        List<Map<String, Tensor>> samples = Onnx.noise(file, 2, open, 256);
        Path variant = folder.resolve("variant.onnx");
        QuantizedModel made;
        try (Quantization quantization = new OnnxQuantizer(Onnx.BACKEND).open(Onnx.request(file, samples, folder))) {
            Map<String, String> all = quantization.layers().stream()
                    .map(QuantizableLayer::name)
                    .collect(Collectors.toMap(Function.identity(), layer -> scheme));
            made = quantization.write(all, RangeMethod.MIN_MAX, variant);
        }
        assertThat(Onnx.cosine(Onnx.answers(file, samples), Onnx.answers(variant, samples)))
                .as("%s", made)
                .isGreaterThan(cosine);
        assertThat((double) Files.size(variant) / Files.size(file))
                .as("%s", made)
                .isLessThan(size);
    }
}
