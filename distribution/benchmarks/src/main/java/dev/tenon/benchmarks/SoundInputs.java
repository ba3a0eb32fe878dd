// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Speech as models read it. Those with a memory are run over it, so that what they remember is real too. */
final class SoundInputs {
    private static final float INT16 = 32_768;

    private SoundInputs() {}

    /** Whole clips of 9.01 s. */
    static void clips(QuantSources sources, ItemSet set, boolean isEvaluation) throws IOException {
        Random random = QuantSources.random(isEvaluation);
        int samples = 144_160;
        for (int item = 0; item < set.items(); item++) {
            set.floats("input_1", item, sources.sounds().window(random, samples, 1, isEvaluation), samples);
        }
    }

    /** Windows as openWakeWord cuts them, in the numbers of 16-bit samples. */
    static void windows(QuantSources sources, ItemSet set, boolean isEvaluation) throws IOException {
        Random random = QuantSources.random(isEvaluation);
        int samples = 1_760;
        for (int item = 0; item < set.items(); item++) {
            set.floats("input", item, sources.sounds().window(random, samples, INT16, isEvaluation), samples);
        }
    }

    /** Silero's windows of 512 samples with 64 before them, and what it remembers by then. */
    static void voice(QuantSources sources, ItemSet set, boolean isEvaluation) throws IOException, OrtException {
        int window = 512;
        int context = 64;
        float[] stream = sources.sounds().stream(isEvaluation);
        int windows = (stream.length - context) / window;
        boolean[] isTaken = taken(windows, set.items(), QuantSources.random(isEvaluation));
        float[] state = new float[2 * 128];
        int item = 0;
        try (OrtModel model = new OrtModel(sources.data().resolve("speech-vad/silero-vad/silero_vad.onnx"))) {
            for (int i = 0; i < windows; i++) {
                float[] samples = new float[context + window];
                System.arraycopy(stream, i * window, samples, 0, samples.length);
                ItemSet asked = new ItemSet(1);
                put(asked, 0, samples, state);
                if (isTaken[i]) {
                    put(set, item++, samples, state);
                }
                state = model.answer(asked.arrays(), 0).get(1);
            }
        }
    }

    private static void put(ItemSet set, int item, float[] samples, float[] state) {
        set.floats("input", item, samples, samples.length);
        set.floats("state", item, state, 2, 1, 128);
        set.longs("sr", item, new long[] {16_000});
    }

    /** Says which of so many are among so many drawn. */
    static boolean[] taken(int all, int wanted, Random random) {
        if (wanted > all) {
            throw new IllegalArgumentException(wanted + " of " + all + " cannot be drawn");
        }
        boolean[] isTaken = new boolean[all];
        for (int left = wanted; left > 0; ) {
            int drawn = random.nextInt(all);
            if (!isTaken[drawn]) {
                isTaken[drawn] = true;
                left--;
            }
        }
        return isTaken;
    }

    /** GTCRN's spectra, one at a time, and its caches by then. */
    static void spectra(QuantSources sources, ItemSet set, boolean isEvaluation) throws IOException, OrtException {
        int hop = 256;
        float[] stream = sources.sounds().stream(isEvaluation);
        int frames = Math.min(3 * set.items(), stream.length / hop - 2);
        boolean[] isTaken = taken(frames, set.items(), QuantSources.random(isEvaluation));
        List<float[]> caches = List.of(new float[2 * 16 * 16 * 33], new float[2 * 3 * 16], new float[2 * 33 * 16]);
        int item = 0;
        Spectrum spectrum = new Spectrum(2 * hop);
        try (OrtModel model = new OrtModel(sources.data().resolve("speech-enhancement/gtcrn/gtcrn_simple.onnx"))) {
            for (int i = 0; i < frames; i++) {
                float[] mix = spectrum.of(stream, i * hop);
                ItemSet asked = new ItemSet(1);
                put(asked, 0, mix, caches);
                if (isTaken[i]) {
                    put(set, item++, mix, caches);
                }
                caches = model.answer(asked.arrays(), 0).subList(1, 4);
            }
        }
    }

    private static void put(ItemSet set, int item, float[] mix, List<float[]> caches) {
        // These extents begin the model's own shapes with what is no batch: an item is the whole input.
        set.floats("mix", item, mix, 1, 257, 1, 2);
        set.floats("conv_cache", item, caches.get(0), 2, 1, 16, 16, 33);
        set.floats("tra_cache", item, caches.get(1), 2, 3, 1, 1, 16);
        set.floats("inter_cache", item, caches.get(2), 2, 1, 33, 16);
    }

    /** A short-time spectrum with the square root of Hann's window. */
    private static final class Spectrum {
        private final int length;
        private final double[] window;
        private final double[] sines;

        private Spectrum(int length) {
            this.length = length;
            this.window = new double[length];
            this.sines = new double[length];
            for (int i = 0; i < length; i++) {
                window[i] = Math.sqrt(0.5 - 0.5 * Math.cos(2 * Math.PI * i / length));
                sines[i] = Math.sin(2 * Math.PI * i / length);
            }
        }

        private float[] of(float[] samples, int start) {
            float[] spectrum = new float[length + 2];
            for (int bin = 0; bin <= length / 2; bin++) {
                double real = 0;
                double imaginary = 0;
                for (int i = 0; i < length; i++) {
                    double value = window[i] * samples[start + i];
                    int angle = bin * i % length;
                    real += value * sines[(angle + length / 4) % length];
                    imaginary -= value * sines[angle];
                }
                spectrum[2 * bin] = (float) real;
                spectrum[2 * bin + 1] = (float) imaginary;
            }
            return spectrum;
        }
    }

    /** Windows of 76 mel spectra for openWakeWord's embedding. */
    static void mels(QuantSources sources, ItemSet set, boolean isEvaluation) throws IOException, OrtException {
        float[] mels = mels(sources, isEvaluation);
        Random random = QuantSources.random(isEvaluation);
        for (int item = 0; item < set.items(); item++) {
            int start = random.nextInt(mels.length / 32 - 76);
            set.floats("input_1", item, part(mels, 32 * start, 32 * 76), 76, 32, 1);
        }
    }

    private static float[] mels(QuantSources sources, boolean isEvaluation) throws IOException, OrtException {
        float[] samples = sources.sounds().stream(isEvaluation).clone();
        for (int i = 0; i < samples.length; i++) {
            samples[i] *= INT16;
        }
        ItemSet asked = new ItemSet(1);
        asked.floats("input", 0, samples, samples.length);
        try (OrtModel model =
                new OrtModel(sources.data().resolve("speech-wakeword/openWakeWord/melspectrogram.onnx"))) {
            float[] mels = model.answer(asked.arrays(), 0).get(0);
            for (int i = 0; i < mels.length; i++) {
                mels[i] = mels[i] / 10 + 2;
            }
            return mels;
        }
    }

    /** Sixteen embeddings in a row, 80 ms apart, as a wake word's model reads them. */
    static void embeddings(QuantSources sources, ItemSet set, boolean isEvaluation) throws IOException, OrtException {
        float[] mels = mels(sources, isEvaluation);
        int step = 4;
        List<float[]> vectors = new ArrayList<>();
        try (OrtModel model =
                new OrtModel(sources.data().resolve("speech-wakeword/openWakeWord/embedding_model.onnx"))) {
            for (int start = 0; start + 76 <= mels.length / 32; start += step) {
                ItemSet asked = new ItemSet(1);
                asked.floats("input_1", 0, part(mels, 32 * start, 32 * 76), 76, 32, 1);
                vectors.add(model.answer(asked.arrays(), 0).get(0));
            }
        }
        int rows = 16;
        int apart = 8 / step;
        int starts = vectors.size() - apart * (rows - 1);
        boolean[] isTaken = taken(starts, set.items(), QuantSources.random(isEvaluation));
        int item = 0;
        for (int start = 0; start < starts; start++) {
            if (isTaken[start]) {
                float[] all = new float[rows * 96];
                for (int row = 0; row < rows; row++) {
                    System.arraycopy(vectors.get(start + apart * row), 0, all, row * 96, 96);
                }
                set.floats("inputs_0", item++, all, rows, 96);
            }
        }
    }

    private static float[] part(float[] values, int start, int length) {
        float[] part = new float[length];
        System.arraycopy(values, start, part, 0, length);
        return part;
    }
}
