// SPDX-License-Identifier: Apache-2.0
package dev.tenon.onnx.graph;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.WireFormat;
import dev.tenon.onnx.graph.proto.ModelProto;
import dev.tenon.onnx.graph.proto.TensorProto;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Writes ONNX models. Values that lie in {@linkplain Region regions} are copied from file to file, through no memory of
 * this process. Nothing is left of a model that could not be written. Stateless.
 */
public final class ModelWriter {
    /** What one message of Protocol Buffers can have, with some room. */
    static final long MOST_INLINE = Integer.MAX_VALUE - (1L << 20);

    /** Memory is mapped in pages: external data begin at one. */
    static final long PAGE = 4_096;

    /** Where the weights go. */
    public enum Layout {
        /** Into the model's own file. */
        INLINE,
        /** Into one file beside it, which is named as it is, with {@code .data} behind. */
        EXTERNAL
    }

    private final Map<Message, Long> sizes = new IdentityHashMap<>();

    private ModelWriter() {}

    /**
     * Says how a model is to be written.
     *
     * @param model that was {@linkplain ModelReader read}, or made of such
     * @return {@link Layout#INLINE} unless it is too large for one file (2 GiB)
     */
    public static Layout layout(ModelProto model) {
        return new ModelWriter().size(model) <= MOST_INLINE ? Layout.INLINE : Layout.EXTERNAL;
    }

    /**
     * Writes a model so that it is whole and durable, or not there: under names that nobody else has, forced to the disk,
     * then linked to its own names, the external data before the model, and the folder forced. What is there already is
     * never overwritten, nor is what another process puts there at the same time: of several writers of one name, one
     * wins, and the others are refused. Where the file system has no hard links (FAT), a name is looked up before it is
     * taken, and what comes in between is lost.
     *
     * <p>What a killed process leaves ({@code .part}) is in nobody's way, and may be deleted. Killed in the moment between
     * the two names, it leaves external data without their model, which must be deleted before the next try.
     *
     * @param model that was {@linkplain ModelReader read}, or made of such; the files of its regions must still be there
     * @param target must not exist, nor its external data; its folder must
     * @param layout where the weights go
     * @throws FileAlreadyExistsException if there is something already; nothing of it is touched
     * @throws OnnxException if it is too large for the layout
     * @throws IOException if reading or writing fails, on a full disk for instance; what was written is deleted again
     */
    public static void write(ModelProto model, Path target, Layout layout) throws IOException {
        Path file = target.toAbsolutePath().normalize();
        Path data = file.resolveSibling(file.getFileName() + ".data");
        NewFiles.requireAbsent(file);
        try (NewFiles files = new NewFiles(file.getParent())) {
            ModelProto written = model;
            Path weights = data;
            if (layout == Layout.EXTERNAL) {
                NewFiles.requireAbsent(data);
                weights = files.create(data);
                written = moved(model, weights, data.getFileName().toString());
            }
            Path partial = files.create(file);
            try (FileChannel out = FileChannel.open(partial, StandardOpenOption.WRITE)) {
                new ModelWriter().write(written, out);
                out.force(true);
            }
            if (layout == Layout.EXTERNAL) {
                files.name(weights, data);
            }
            files.name(partial, file);
            files.keep();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Writes all regions into one file, and returns the model with their places in it, under the name it will have. */
    private static ModelProto moved(ModelProto model, Path data, String name) throws IOException {
        try (FileChannel out = FileChannel.open(data, StandardOpenOption.WRITE)) {
            ModelProto moved = Tensors.map(model, tensor -> Region.of(tensor)
                    .map(region -> moved(tensor, region, out, name))
                    .orElse(tensor));
            out.force(true);
            return moved;
        }
    }

    private static TensorProto moved(TensorProto tensor, Region region, FileChannel out, String name) {
        try {
            long offset = (out.position() + PAGE - 1) / PAGE * PAGE;
            out.position(offset);
            copy(region, out);
            return Region.at(tensor, name, offset, region.length());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(ModelProto model, FileChannel out) throws IOException {
        if (size(model) > MOST_INLINE) {
            throw new OnnxException("the model has " + (size(model) >> 20)
                    + " MB, and one file of ONNX holds at most 2,047 MB: write its weights to external data");
        }
        CodedOutputStream coded = CodedOutputStream.newInstance(Channels.newOutputStream(out));
        write(model, coded, out);
        coded.flush();
    }

    /** Returns how many bytes a message takes with all the values that its tensors' regions have. */
    private long size(Message message) {
        Long known = sizes.get(message);
        if (known == null) {
            known = measure(message);
            sizes.put(message, known);
        }
        return known;
    }

    private long measure(Message message) {
        Optional<Region> region = inline(message);
        if (region.isPresent()) {
            return withoutRegion((TensorProto) message).getSerializedSize()
                    + CodedOutputStream.computeTagSize(TensorProto.RAW_DATA_FIELD_NUMBER)
                    + CodedOutputStream.computeUInt64SizeNoTag(region.get().length())
                    + region.get().length();
        }
        long size = withoutMessages(message).getSerializedSize();
        for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
            if (field.getKey().getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                for (Message inner : Tensors.messages(field)) {
                    long bytes = size(inner);
                    size += CodedOutputStream.computeTagSize(field.getKey().getNumber())
                            + CodedOutputStream.computeUInt64SizeNoTag(bytes)
                            + bytes;
                }
            }
        }
        return size;
    }

    private void write(Message message, CodedOutputStream coded, FileChannel out) throws IOException {
        Optional<Region> region = inline(message);
        if (region.isPresent()) {
            withoutRegion((TensorProto) message).writeTo(coded);
            coded.writeTag(TensorProto.RAW_DATA_FIELD_NUMBER, WireFormat.WIRETYPE_LENGTH_DELIMITED);
            coded.writeUInt64NoTag(region.get().length());
            coded.flush();
            copy(region.get(), out);
            return;
        }
        withoutMessages(message).writeTo(coded);
        for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
            if (field.getKey().getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                for (Message inner : Tensors.messages(field)) {
                    coded.writeTag(field.getKey().getNumber(), WireFormat.WIRETYPE_LENGTH_DELIMITED);
                    coded.writeUInt64NoTag(size(inner));
                    write(inner, coded, out);
                }
            }
        }
    }

    /** Returns the region whose values go into the model's file: one with an absolute path. */
    private static Optional<Region> inline(Message message) {
        return message instanceof TensorProto tensor && !Region.isRelative(tensor)
                ? Region.of(tensor)
                : Optional.empty();
    }

    private static TensorProto withoutRegion(TensorProto tensor) {
        return tensor.toBuilder().clearExternalData().clearDataLocation().build();
    }

    /** The order of fields means nothing: those that are not messages are written first. */
    private static Message withoutMessages(Message message) {
        Message.Builder builder = message.toBuilder();
        message.getAllFields().keySet().stream()
                .filter(field -> field.getJavaType() == FieldDescriptor.JavaType.MESSAGE)
                .forEach(builder::clearField);
        return builder.buildPartial();
    }

    private static void copy(Region region, FileChannel out) throws IOException {
        try (FileChannel in = FileChannel.open(region.file(), StandardOpenOption.READ)) {
            long done = 0;
            while (done < region.length()) {
                long part = in.transferTo(region.offset() + done, region.length() - done, out);
                if (part <= 0) {
                    throw new OnnxException(region.file() + " has become shorter while it was read: begin anew");
                }
                done += part;
            }
        }
    }
}
