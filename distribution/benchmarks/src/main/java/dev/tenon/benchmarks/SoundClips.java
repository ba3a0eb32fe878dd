// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Speech at 16 kHz in two streams: every fifth recording calibrates, the others judge. Immutable. */
final class SoundClips {
    private static final int RATE = 16_000;
    private static final int EVERY = 5;

    private final float[] calibration;
    private final float[] evaluation;

    private SoundClips(float[] calibration, float[] evaluation) {
        this.calibration = calibration;
        this.evaluation = evaluation;
    }

    /** Reads all recordings of folders that are of one channel and 16 kHz. */
    static SoundClips of(Path... folders) throws IOException {
        List<float[]> calibration = new ArrayList<>();
        List<float[]> evaluation = new ArrayList<>();
        int number = 0;
        for (Path folder : folders) {
            List<Path> files;
            try (Stream<Path> walk = Files.walk(folder)) {
                files = walk.filter(file -> file.toString().endsWith(".wav"))
                        .sorted()
                        .toList();
            }
            for (Path file : files) {
                (number++ % EVERY == 0 ? calibration : evaluation).add(read(file));
            }
        }
        return new SoundClips(joined(calibration), joined(evaluation));
    }

    private static float[] read(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.position(12);
        while (bytes.remaining() >= 8) {
            byte[] id = new byte[4];
            bytes.get(id);
            int length = Math.min(bytes.getInt(), bytes.remaining());
            int start = bytes.position();
            String name = new String(id, StandardCharsets.US_ASCII);
            if (name.equals("fmt ") && (bytes.getShort(start + 2) != 1 || bytes.getInt(start + 4) != RATE)) {
                throw new IOException(file + " is not of one channel and 16 kHz");
            }
            if (name.equals("data")) {
                float[] samples = new float[length / Short.BYTES];
                for (int i = 0; i < samples.length; i++) {
                    samples[i] = bytes.getShort() / 32_768f;
                }
                return samples;
            }
            bytes.position(start + length + (length & 1));
        }
        throw new IOException(file + " has no samples");
    }

    private static float[] joined(List<float[]> clips) {
        float[] all = new float[clips.stream().mapToInt(clip -> clip.length).sum()];
        int at = 0;
        for (float[] clip : clips) {
            System.arraycopy(clip, 0, all, at, clip.length);
            at += clip.length;
        }
        return all;
    }

    /** Returns a stream; not to be written to. */
    float[] stream(boolean isEvaluation) {
        return isEvaluation ? evaluation : calibration;
    }

    /** Returns a part of a stream at some loudness, times {@code scale}. */
    float[] window(Random random, int samples, float scale, boolean isEvaluation) {
        float[] stream = stream(isEvaluation);
        int start = random.nextInt(stream.length - samples);
        float gain = scale * (0.4f + 0.8f * random.nextFloat());
        float[] window = new float[samples];
        for (int i = 0; i < samples; i++) {
            window[i] = stream[start + i] * gain;
        }
        return window;
    }
}
