// SPDX-License-Identifier: Apache-2.0
package dev.tenon.onnx.graph;

import com.google.protobuf.ByteString;
import dev.tenon.onnx.graph.proto.TensorProto;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Takes the values of new tensors until a model with them is written: what is made of gigabytes of weights is held no more
 * than they are. Not thread-safe.
 */
public final class WeightsFile implements Closeable {
    private final Path file;
    private final FileChannel channel;

    /**
     * Makes an empty one.
     *
     * @param folder where; it must exist
     * @throws IOException if no file can be made there
     */
    public WeightsFile(Path folder) throws IOException {
        file = Files.createTempFile(folder.toAbsolutePath(), "weights", ".part");
        channel = FileChannel.open(file, StandardOpenOption.WRITE);
    }

    /**
     * Takes values.
     *
     * @param tensor name, type and shape; has no values
     * @param values as {@code raw_data} has them; read to the end
     * @return the tensor with a region of this file, valid until it is closed
     * @throws IllegalArgumentException if there are more or fewer values than the shape wants
     * @throws OnnxException if there is no such type or shape
     * @throws IOException if they cannot be written
     */
    public TensorProto append(TensorProto tensor, ByteBuffer values) throws IOException {
        long wanted = Tensors.bytes(tensor);
        if (values.remaining() != wanted) {
            throw new IllegalArgumentException(
                    tensor.getName() + " wants " + wanted + " bytes, not " + values.remaining());
        }
        long offset = channel.position();
        while (values.hasRemaining()) {
            channel.write(values);
        }
        return new Region(file, offset, wanted).in(tensor);
    }

    /**
     * Takes values that are worth it ({@link ModelReader#BULK}); a tensor of fewer has them itself.
     *
     * @param tensor as {@link #append} wants it
     * @param values as there
     * @return the tensor with its values, wherever they lie
     * @throws IllegalArgumentException as {@link #append}
     * @throws IOException as there
     */
    TensorProto appendOrHold(TensorProto tensor, ByteBuffer values) throws IOException {
        return values.remaining() >= ModelReader.BULK
                ? append(tensor, values)
                : tensor.toBuilder().setRawData(ByteString.copyFrom(values)).build();
    }

    /** Lets go of the values. */
    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
