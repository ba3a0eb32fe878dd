// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import dev.tenon.api.backend.Backend;
import dev.tenon.api.backend.BackendException;
import dev.tenon.api.backend.ModelSession;
import dev.tenon.api.backend.SessionOptions;
import dev.tenon.api.tensor.Tensor;
import dev.tenon.api.tensor.TensorSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntConsumer;

/** What a model answers to the items of a set, kept in a file: all its outputs as floats. Not thread-safe. */
final class Answers implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;
    /** For each item the lengths of its outputs. */
    private final List<int[]> lengths = new ArrayList<>();

    private final List<Long> offsets = new ArrayList<>();

    private Answers(Path file) throws IOException {
        this.file = file;
        this.channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.READ);
    }

    /**
     * Asks a model.
     *
     * @param backend runs it
     * @param model its file
     * @param device kind of device to run it on
     * @param set what is asked
     * @param items which items of it
     * @param work folder that takes the answers until they are closed
     * @param progress hears how many items are done
     * @throws BackendException if the model cannot be loaded or run
     * @throws IOException if an item cannot be read, or an answer not be kept
     */
    static Answers of(
            Backend backend,
            Path model,
            String device,
            EvaluationSet set,
            List<Integer> items,
            Path work,
            IntConsumer progress)
            throws BackendException, IOException {
        Answers answers = new Answers(Files.createTempDirectory(work, "answers").resolve("floats"));
        try (ModelSession session = backend.open(model, new SessionOptions(device))) {
            int done = 0;
            for (int item : items) {
                answers.add(session.outputs(), session.run(set.inputs(item)));
                done++;
                progress.accept(done);
            }
            return answers;
        } catch (BackendException | IOException | RuntimeException e) {
            answers.close();
            throw e;
        }
    }

    /** Returns what an answer takes in the file. */
    static long bytes(List<TensorSpec> specs, Map<String, Tensor> outputs) {
        return floats(specs, outputs).stream()
                .mapToLong(values -> (long) Float.BYTES * values.length)
                .sum();
    }

    private static List<float[]> floats(List<TensorSpec> specs, Map<String, Tensor> outputs) {
        return specs.stream()
                .map(spec -> outputs.get(spec.name()))
                .filter(Objects::nonNull)
                .map(Tensor::toFloats)
                .toList();
    }

    private void add(List<TensorSpec> specs, Map<String, Tensor> outputs) throws IOException {
        offsets.add(channel.size());
        List<float[]> floats = floats(specs, outputs);
        int[] counts = new int[floats.size()];
        int at = 0;
        for (float[] values : floats) {
            counts[at++] = values.length;
            ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.nativeOrder());
            bytes.asFloatBuffer().put(values);
            long position = channel.size();
            while (bytes.hasRemaining()) {
                position += channel.write(bytes, position);
            }
        }
        lengths.add(counts);
    }

    int size() {
        return lengths.size();
    }

    /**
     * Returns the outputs to an item, in the model's order.
     *
     * @param index among the items that were asked
     * @throws IOException if they cannot be read back
     */
    List<float[]> of(int index) throws IOException {
        List<float[]> outputs = new ArrayList<>();
        long position = offsets.get(index);
        for (int length : lengths.get(index)) {
            ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * length).order(ByteOrder.nativeOrder());
            while (bytes.hasRemaining()) {
                int read = channel.read(bytes, position + bytes.position());
                if (read < 0) {
                    throw new IOException(file + " has become shorter while it was read");
                }
            }
            FloatBuffer floats = bytes.flip().asFloatBuffer();
            float[] values = new float[length];
            floats.get(values);
            outputs.add(values);
            position += (long) Float.BYTES * length;
        }
        return outputs;
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(file);
        Files.deleteIfExists(file.getParent());
    }
}
