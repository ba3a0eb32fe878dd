// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import dev.tenon.benchmarks.PictureViews.Preparation;
import java.util.List;
import java.util.Random;

/** The real models of {@code shared/data}, how each is judged and on what. */
final class QuantModels {
    static final String W8A8 = "w8a8";
    static final String W4A8 = "w4a8";

    private static final List<String> EIGHT = List.of(W8A8);
    /** For those with matrices: four bits are for {@code MatMul} and {@code Gemm}. */
    private static final List<String> BOTH = List.of(W8A8, W4A8);

    private static final double BYTE = 1 / 255.0;
    private static final Preparation IMAGENET =
            new Preparation("rgb", BYTE, List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225));
    private static final Preparation PADDLE = Preparation.of("bgr", BYTE, 0.5, 0.5);
    private static final String OTHER = "other";
    private static final String PICTURES = "image-classification";
    private static final String PHOTOGRAPHS = "parts of photographs at several scales";

    private QuantModels() {}

    /** Those with a class first, then those that are judged by the angle between answers. */
    static final List<QuantModel> ALL = List.of(
            model("mnist", "image-classification/onnxruntime-inference-examples/mnist.onnx", PICTURES, "MIT")
                    .judged(QuantMetric.ACCURACY, BOTH, 2_000, 100)
                    .on(LabelledInputs::digits, "80 digits of the test set, moved"),
            model("cifar10", "image-classification/Windows-Machine-Learning/ImageClassifier.onnx", PICTURES, "MIT")
                    .judged(QuantMetric.ACCURACY, BOTH, 2_000, 100)
                    .on(LabelledInputs::things, "80 pictures of the test set, moved"),
            model("iris", "tabular/Windows-Machine-Learning/Network.onnx", "tabular-classification", "MIT")
                    .judged(QuantMetric.ACCURACY, BOTH, 2_040, 100)
                    .on(LabelledInputs::flowers, "120 flowers, lengths within their rounding"),
            model("magika", "file-type/magika/standard_v3_3/model.onnx", "file-classification", "Apache-2.0")
                    .judged(QuantMetric.AGREEMENT, BOTH, 2_000, 100)
                    .on(TextInputs::files, "parts of all files at hand"),
            model("news-topic", news(), "text-classification", "MIT")
                    .judged(QuantMetric.AGREEMENT, BOTH, 2_000, 100)
                    .on(TextInputs::sentences, "sentences of lingua, XQuAD and its own"),
            model("ppocr-orientation", ocr("ch_ppocr_mobile_v2.0_cls_infer"), PICTURES, "Apache-2.0")
                    .judged(QuantMetric.AGREEMENT, BOTH, 2_000, 100)
                    .on(QuantModels::lines, "parts of pages with text, half upside down"),
            model("squeezenet", "image-classification/Windows-Machine-Learning/SqueezeNet_fp16.onnx", PICTURES, "MIT")
                    .judged(QuantMetric.AGREEMENT, EIGHT, 300, 50)
                    .on(QuantModels::halves, PHOTOGRAPHS + ", half precision"),
            model("silero-vad", "speech-vad/silero-vad/silero_vad.onnx", "voice-activity-detection", "MIT")
                    .judged(QuantMetric.DECISION, EIGHT, 2_000, 100)
                    .on(SoundInputs::voice, "windows of speech, with memory"),
            model("wakeword-computer", wakeWord(), OTHER, "MIT")
                    .judged(QuantMetric.DECISION, BOTH, 2_000, 100)
                    .on(SoundInputs::embeddings, "embeddings of speech"),
            model("ultraface", faces(), "face-detection", "MIT")
                    .judged(QuantMetric.COSINE, EIGHT, 200, 50)
                    .on(pictures("input", 320, 240, Preparation.of("rgb", 1, 127, 128), false), PHOTOGRAPHS),
            model("fastestdet", "object-detection/onnxruntime-extensions/FastestDet.onnx", "object-detection", "MIT")
                    .judged(QuantMetric.COSINE, EIGHT, 120, 40)
                    .on(pictures("input", 352, 352, Preparation.of("bgr", BYTE, 0, 1), false), PHOTOGRAPHS),
            model("candy", "image-to-image/Windows-Machine-Learning/candy.onnx", "image-to-image", "MIT")
                    .judged(QuantMetric.COSINE, EIGHT, 12, 6)
                    .on(pictures("inputImage", 720, 720, Preparation.of("rgb", 1, 0, 1), false), PHOTOGRAPHS),
            model("super-resolution", espcn(), "image-to-image", "MIT")
                    .judged(QuantMetric.COSINE, EIGHT, 100, 50)
                    .on(pictures("input", 224, 224, Preparation.of("gray", BYTE, 0, 1), false), PHOTOGRAPHS),
            model(
                            "casting-autoencoder",
                            "industrial-anomaly/anomalydetectionmodel/casting_autoencoder.onnx",
                            OTHER,
                            "MIT")
                    .judged(QuantMetric.COSINE, EIGHT, 80, 30)
                    .on(pictures("input", 304, 304, Preparation.of("rgb", BYTE, 0, 1), false), PHOTOGRAPHS),
            model("ppocr-detector", ocr("en_PP-OCRv3_det_infer"), OTHER, "Apache-2.0")
                    .judged(QuantMetric.COSINE, EIGHT, 80, 30)
                    .on(pictures("x", 320, 320, IMAGENET, true), "parts of pages with text"),
            model("ppocr-recognizer", ocr("en_number_mobile_v2.0_rec_infer"), OTHER, "Apache-2.0")
                    .judged(QuantMetric.COSINE, BOTH, 400, 100)
                    .on(pictures("x", 320, 32, PADDLE, true), "parts of pages with text"),
            model("stories260k", "llm/derived/stories260K.onnx", "text-generation", "MIT")
                    .judged(QuantMetric.COSINE, BOTH, 200, 50)
                    .on(TextInputs::stories, "48 tokens of its own stories"),
            model("dnsmos", "speech-quality/DNS-Challenge/sig_bak_ovr.onnx", OTHER, "CC-BY-4.0")
                    .judged(QuantMetric.COSINE, BOTH, 100, 30)
                    .on(SoundInputs::clips, "9 s of speech"),
            model("gtcrn", "speech-enhancement/gtcrn/gtcrn_simple.onnx", OTHER, "MIT")
                    .judged(QuantMetric.COSINE, BOTH, 1_000, 100)
                    .on(SoundInputs::spectra, "spectra of speech, with memory"),
            model("openwakeword-melspectrogram", wakeWordPart("melspectrogram"), OTHER, "CC-BY-NC-SA-4.0")
                    .judged(QuantMetric.COSINE, BOTH, 2_000, 100)
                    .on(SoundInputs::windows, "windows of speech"),
            model("openwakeword-embedding", wakeWordPart("embedding_model"), OTHER, "CC-BY-NC-SA-4.0")
                    .judged(QuantMetric.COSINE, EIGHT, 2_000, 100)
                    .on(SoundInputs::mels, "mel spectra of speech"),
            model("dummy-transformer", "text-embedding-plumbing/vespa/dummy_transformer.onnx", OTHER, "Apache-2.0")
                    .judged(QuantMetric.COSINE, BOTH, 2_000, 100)
                    .on(TextInputs::randomTokens, "random tokens: it was never trained"));

    /** Those that stay as they are. */
    static final List<QuantModel.Left> LEFT = List.of(
            new QuantModel.Left(
                    "tabular/sklearn-onnx/pipeline_titanic.onnx", "reads strings, and has no layer with weights"),
            new QuantModel.Left(
                    "text-embedding-plumbing/vespa/mock_sentence_embedder.onnx", "has no layer with weights"),
            new QuantModel.Left("perf-graphs/onnx/light_resnet50.onnx", generated()),
            new QuantModel.Left("perf-graphs/onnx/light_shufflenet.onnx", generated()),
            new QuantModel.Left("perf-graphs/onnx/light_squeezenet.onnx", generated()),
            new QuantModel.Left("must-fail/nncf/gpt2-10.onnx", "is a pointer to a file, no model"),
            new QuantModel.Left(
                    "must-fail/onnxruntime-extensions/test_bert_tokenizer.onnx",
                    "has operators that nobody here knows"));

    private static String generated() {
        return "makes its weights of one number each time it is loaded: there is nothing to make smaller, and its answer"
                + " is always the same";
    }

    private static String news() {
        return "text-classification/whitelightning-model-library/news_topic_clf/model.onnx";
    }

    private static String wakeWord() {
        return "speech-wakeword/home-assistant-wakewords-collection/computer_v2.onnx";
    }

    private static String wakeWordPart(String name) {
        return "speech-wakeword/openWakeWord/" + name + ".onnx";
    }

    private static String faces() {
        return "face-detection/Ultra-Light-Fast-Generic-Face-Detector-1MB/version-RFB-320.onnx";
    }

    private static String espcn() {
        return "image-to-image/onnxruntime-extensions/pytorch_super_resolution.onnx";
    }

    private static String ocr(String name) {
        return "ocr/PaddleOCR-ONNX-Sample/" + name + ".onnx";
    }

    private static QuantModel.Builder pictures(String input, int width, int height, Preparation how, boolean isText) {
        return (sources, set, isEvaluation) -> {
            Random random = QuantSources.random(isEvaluation);
            PictureViews views = isText ? sources.pages() : sources.photographs();
            for (int item = 0; item < set.items(); item++) {
                set.floats(input, item, views.view(random, width, height, how), how.count(), height, width);
            }
        };
    }

    private static void lines(QuantSources sources, ItemSet set, boolean isEvaluation) throws Exception {
        Random random = QuantSources.random(isEvaluation);
        PictureViews views = sources.pages().turned();
        for (int item = 0; item < set.items(); item++) {
            set.floats("x", item, views.view(random, 192, 48, PADDLE), 3, 48, 192);
        }
    }

    private static void halves(QuantSources sources, ItemSet set, boolean isEvaluation) throws Exception {
        Preparation how = new Preparation("bgr", 1, List.of(103.939, 116.779, 123.68), List.of(1.0, 1.0, 1.0));
        Random random = QuantSources.random(isEvaluation);
        for (int item = 0; item < set.items(); item++) {
            set.halves("data_0", item, sources.photographs().view(random, 224, 224, how), 3, 224, 224);
        }
    }

    private static Named model(String id, String file, String task, String license) {
        return new Named(id, file, task, license);
    }

    private record Named(String id, String file, String task, String license) {
        private Judged judged(QuantMetric metric, List<String> schemes, int evaluation, int calibration) {
            return new Judged(this, metric, schemes, evaluation, calibration);
        }
    }

    private record Judged(Named named, QuantMetric metric, List<String> schemes, int evaluation, int calibration) {
        private QuantModel on(QuantModel.Builder builder, String about) {
            return new QuantModel(
                    named.id,
                    named.file,
                    named.task,
                    named.license,
                    metric,
                    schemes,
                    evaluation,
                    calibration,
                    builder,
                    about);
        }
    }
}
