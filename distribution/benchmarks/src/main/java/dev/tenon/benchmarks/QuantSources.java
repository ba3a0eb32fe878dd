// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Where inputs come from. Each is read when it is first asked for. Not thread-safe. */
final class QuantSources {
    private static final long EVALUATION_SEED = 11;
    private static final long CALIBRATION_SEED = 7;

    private final Path data;
    private @Nullable PictureViews photographs;
    private @Nullable PictureViews pages;
    private @Nullable SoundClips sounds;

    QuantSources(Path data) {
        this.data = data;
    }

    Path data() {
        return data;
    }

    /** The same numbers each time; others for each of the two sets. */
    static Random random(boolean isEvaluation) {
        return new Random(isEvaluation ? EVALUATION_SEED : CALIBRATION_SEED);
    }

    PictureViews photographs() throws IOException {
        PictureViews known = photographs;
        if (known == null) {
            known = PictureViews.of(
                    false,
                    data.resolve("face-detection"),
                    data.resolve("object-detection"),
                    data.resolve("image-classification/Windows-Machine-Learning"),
                    data.resolve("image-classification/onnxruntime-inference-examples"));
            photographs = known;
        }
        return known;
    }

    PictureViews pages() throws IOException {
        PictureViews known = pages;
        if (known == null) {
            known = PictureViews.of(true, data.resolve("ocr"));
            pages = known;
        }
        return known;
    }

    SoundClips sounds() throws IOException {
        SoundClips known = sounds;
        if (known == null) {
            known = SoundClips.of(
                    data.resolve("speech-vad"), data.resolve("speech-enhancement"), data.resolve("speech-wakeword"));
            sounds = known;
        }
        return known;
    }
}
