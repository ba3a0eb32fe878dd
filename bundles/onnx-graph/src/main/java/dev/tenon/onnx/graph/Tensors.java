// SPDX-License-Identifier: Apache-2.0
package dev.tenon.onnx.graph;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.tenon.onnx.graph.proto.ModelProto;
import dev.tenon.onnx.graph.proto.TensorProto;
import dev.tenon.onnx.graph.proto.TensorProto.DataType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The tensors of a model, wherever in it they lie, and their values. Stateless. */
public final class Tensors {
    private Tensors() {}

    /**
     * Visits every tensor: initializers, values of attributes ({@code Constant}), and those of graphs within nodes and of
     * functions.
     *
     * @param model of which
     * @param visitor sees each once
     */
    public static void forEach(ModelProto model, Consumer<TensorProto> visitor) {
        visit(model, visitor);
    }

    private static void visit(Message message, Consumer<TensorProto> visitor) {
        if (message instanceof TensorProto tensor) {
            visitor.accept(tensor);
            return;
        }
        for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
            if (field.getKey().getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                messages(field).forEach(inner -> visit(inner, visitor));
            }
        }
    }

    /** Returns the messages in a field of a message. */
    static List<Message> messages(Map.Entry<FieldDescriptor, Object> field) {
        if (!field.getKey().isRepeated()) {
            return List.of((Message) field.getValue());
        }
        return ((List<?>) field.getValue()).stream().map(Message.class::cast).toList();
    }

    /**
     * Replaces tensors.
     *
     * @param model stays as it is
     * @param replace what becomes of each
     * @return a model with others in their places
     */
    public static ModelProto map(ModelProto model, UnaryOperator<TensorProto> replace) {
        return (ModelProto) mapped(model, replace);
    }

    private static Message mapped(Message message, UnaryOperator<TensorProto> replace) {
        if (message instanceof TensorProto tensor) {
            return replace.apply(tensor);
        }
        Message.Builder builder = null;
        for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
            if (field.getKey().getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                List<Message> before = messages(field);
                List<Message> after =
                        before.stream().map(inner -> mapped(inner, replace)).toList();
                if (!isSame(before, after)) {
                    builder = builder == null ? message.toBuilder() : builder;
                    builder.setField(field.getKey(), field.getKey().isRepeated() ? after : after.get(0));
                }
            }
        }
        return builder == null ? message : builder.build();
    }

    private static boolean isSame(List<Message> before, List<Message> after) {
        for (int i = 0; i < before.size(); i++) {
            if (before.get(i) != after.get(i)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns how many elements a tensor has.
     *
     * @param tensor any
     * @return 1 for a scalar
     * @throws OnnxException if a dimension is negative, or there are more than 2⁶³ − 1
     */
    public static long count(TensorProto tensor) throws OnnxException {
        long count = 1;
        try {
            for (long dimension : tensor.getDimsList()) {
                if (dimension < 0) {
                    throw new OnnxException("the tensor " + tensor.getName() + " has the shape " + tensor.getDimsList()
                            + ": the model is damaged");
                }
                count = Math.multiplyExact(count, dimension);
            }
        } catch (ArithmeticException e) {
            throw new OnnxException(
                    "the tensor " + tensor.getName() + " has the shape " + tensor.getDimsList()
                            + ", more elements than can be: the model is damaged",
                    e);
        }
        return count;
    }

    /**
     * Returns how many bytes a number of elements take in {@code raw_data}.
     *
     * @param type element type
     * @param count of elements
     * @return bytes; types of fewer than 8 bits are packed
     * @throws OnnxException if the type has no such layout (strings), or they take more than 2⁶³ − 1 bytes
     */
    public static long bytes(DataType type, long count) throws OnnxException {
        try {
            return switch (type) {
                case FLOAT, INT32, UINT32 -> Math.multiplyExact(count, 4);
                case DOUBLE, INT64, UINT64, COMPLEX64 -> Math.multiplyExact(count, 8);
                case COMPLEX128 -> Math.multiplyExact(count, 16);
                case FLOAT16, BFLOAT16, INT16, UINT16 -> Math.multiplyExact(count, 2);
                case INT8, UINT8, BOOL, FLOAT8E4M3FN, FLOAT8E4M3FNUZ, FLOAT8E5M2, FLOAT8E5M2FNUZ, FLOAT8E8M0 -> count;
                case INT4, UINT4, FLOAT4E2M1 -> Math.addExact(count, 1) / 2;
                case INT2, UINT2 -> Math.addExact(count, 3) / 4;
                default -> throw new OnnxException("values of the type " + type + " are not numbers");
            };
        } catch (ArithmeticException e) {
            throw new OnnxException(
                    count + " values of the type " + type + " take more bytes than can be: the model is damaged", e);
        }
    }

    /**
     * Returns a tensor's values as {@code raw_data} has them. Values of a {@link Region} are mapped, not read.
     *
     * @param tensor of a model that was {@linkplain ModelReader read}
     * @return read-only, little-endian; its length is that of its type and shape
     * @throws OnnxException if it has fewer or more values than its shape says, or is larger than 2 GiB
     * @throws IOException if its file cannot be read
     */
    public static ByteBuffer raw(TensorProto tensor) throws IOException {
        long bytes = bytes(tensor);
        ByteBuffer values = read(tensor);
        if (values.remaining() != bytes) {
            throw new OnnxException("the tensor " + tensor.getName() + " has " + values.remaining()
                    + " bytes of values, and its shape " + tensor.getDimsList() + " wants " + bytes
                    + ": the model is damaged");
        }
        return values.asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Returns how many bytes a tensor's type and shape want in {@code raw_data}. */
    static long bytes(TensorProto tensor) throws OnnxException {
        DataType type = DataType.forNumber(tensor.getDataType());
        if (type == null) {
            throw new OnnxException(
                    "the tensor " + tensor.getName() + " is of type " + tensor.getDataType() + ", which is not known");
        }
        return bytes(type, count(tensor));
    }

    private static ByteBuffer read(TensorProto tensor) throws IOException {
        Optional<Region> region = Region.of(tensor);
        if (region.isPresent()) {
            if (region.get().length() > Integer.MAX_VALUE) {
                throw new OnnxException("the tensor " + tensor.getName() + " has "
                        + (region.get().length() >> 20) + " MB, and at most 2,047 MB can be worked with at once");
            }
            try (FileChannel channel = FileChannel.open(region.get().file(), StandardOpenOption.READ)) {
                return channel.map(
                        FileChannel.MapMode.READ_ONLY,
                        region.get().offset(),
                        region.get().length());
            }
        }
        return tensor.hasRawData() ? tensor.getRawData().asReadOnlyByteBuffer() : typed(tensor);
    }

    /** Lays out values that lie in a field of their type as raw data are (onnx.proto, at {@code TensorProto}). */
    private static ByteBuffer typed(TensorProto tensor) {
        ByteBuffer values;
        if (tensor.getFloatDataCount() > 0) {
            values = little(4L * tensor.getFloatDataCount());
            tensor.getFloatDataList().forEach(values::putFloat);
        } else if (tensor.getDoubleDataCount() > 0) {
            values = little(8L * tensor.getDoubleDataCount());
            tensor.getDoubleDataList().forEach(values::putDouble);
        } else if (tensor.getInt64DataCount() > 0) {
            values = little(8L * tensor.getInt64DataCount());
            tensor.getInt64DataList().forEach(values::putLong);
        } else if (tensor.getUint64DataCount() > 0) {
            boolean isShort = tensor.getDataType() == DataType.UINT32_VALUE;
            values = little((isShort ? 4L : 8L) * tensor.getUint64DataCount());
            for (long value : tensor.getUint64DataList()) {
                if (isShort) {
                    values.putInt((int) value);
                } else {
                    values.putLong(value);
                }
            }
        } else {
            values = integers(tensor);
        }
        return values.flip();
    }

    /** Small types lie in 32-bit fields: one element each, but those of fewer than 8 bits packed as in raw data. */
    private static ByteBuffer integers(TensorProto tensor) {
        int width =
                switch (tensor.getDataType()) {
                    case DataType.INT32_VALUE -> 4;
                    case DataType.INT16_VALUE, DataType.UINT16_VALUE, DataType.FLOAT16_VALUE, DataType.BFLOAT16_VALUE ->
                        2;
                    default -> 1;
                };
        ByteBuffer values = little((long) width * tensor.getInt32DataCount());
        for (int value : tensor.getInt32DataList()) {
            switch (width) {
                case 4 -> values.putInt(value);
                case 2 -> values.putShort((short) value);
                default -> values.put((byte) value);
            }
        }
        return values;
    }

    private static ByteBuffer little(long bytes) {
        return ByteBuffer.allocate(Math.toIntExact(bytes)).order(ByteOrder.LITTLE_ENDIAN);
    }
}
