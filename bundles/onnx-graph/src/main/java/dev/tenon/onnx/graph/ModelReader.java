// SPDX-License-Identifier: Apache-2.0
package dev.tenon.onnx.graph;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.tenon.onnx.graph.proto.ModelProto;
import dev.tenon.onnx.graph.proto.TensorProto;
import dev.tenon.onnx.graph.proto.TensorProto.DataLocation;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads an ONNX model but for its weights: values of at least {@value #BULK} bytes that are laid out as in memory
 * ({@code raw_data}, {@code float_data}, {@code double_data}, external data) stay in the file, and the tensor names their
 * {@link Region}, in graphs within nodes ({@code If}, {@code Loop}), functions and attributes too. What a model of
 * gigabytes takes in memory is its nodes alone. Values in {@code int32_data}, {@code int64_data} and {@code uint64_data}
 * are packed otherwise, and {@code string_data} are no numbers: these are held, whatever their size. Stateless.
 */
public final class ModelReader {
    /** From how many bytes on values stay in the file. */
    public static final int BULK = 1_024;

    /** The newest file format that is known, and that the pinned ONNX Runtime reads. */
    public static final int NEWEST_IR = 13;

    /** More memory than any model takes without its weights; a damaged file could ask for any amount. */
    private static final long MOST_BYTES = 512L << 20;

    /** What things take in memory besides their bytes, rounded up, for {@link #MOST_BYTES}. */
    private static final int MESSAGE = 256;

    private static final int TEXT = 56;
    private static final int UNKNOWN = 64;

    private static final int NUMBER = Long.BYTES;

    /** As deep as the readers of Protocol Buffers go. */
    private static final int MOST_DEPTH = 100;

    private static final String LFS = "version https://git-lfs.github.com/spec/";

    private final Path file;
    private final Wire wire;
    private final long most;
    private final Skeleton skeleton = new Skeleton();
    private long held;

    private ModelReader(Path file, Wire wire, long most) {
        this.file = file;
        this.wire = wire;
        this.most = most;
    }

    /**
     * Reads a model.
     *
     * @param file an {@code .onnx} file; its external data lie in its folder or below it
     * @return the model; large tensors have {@linkplain Region regions} of this file or of its external data, and no
     *     tensor names any other file
     * @throws OnnxException if it is no ONNX model, is cut or damaged, is of a newer format, would take more than 512 MB
     *     of memory without its weights, or names external data that are not there, too short, or outside its folder
     * @throws IOException if it cannot be read
     */
    public static ModelProto read(Path file) throws IOException {
        return read(file, MOST_BYTES);
    }

    /** Reads a model that takes at most so many bytes of memory. */
    static ModelProto read(Path file, long most) throws IOException {
        Path absolute = file.toAbsolutePath().normalize();
        if (!Files.isRegularFile(absolute)) {
            throw new NoSuchFileException(file.toString(), null, "there is no such file");
        }
        try (Wire wire = new Wire(absolute)) {
            return checked(absolute, new ModelReader(absolute, wire, most).model());
        } catch (EOFException | InvalidProtocolBufferException | DamagedException e) {
            throw new OnnxException(diagnosis(absolute), e);
        }
    }

    private ModelProto model() throws IOException {
        message(ModelProto.getDescriptor(), wire.size(), 0);
        return ModelProto.parseFrom(skeleton.from(0));
    }

    /** Copies a message as far as {@code end}; returns the values that it leaves where they are. */
    private Optional<Region> message(Descriptor type, long end, int depth) throws IOException {
        if (depth > MOST_DEPTH) {
            throw new DamagedException("messages lie in one another " + depth + " deep");
        }
        hold(MESSAGE);
        Optional<Region> values = Optional.empty();
        Set<FieldDescriptor> single = new HashSet<>();
        while (wire.position() < end) {
            long tag = wire.varint();
            if (tag >>> 32 != 0) {
                // Readers take the lower 32 bits: what is unknown here would be known to them.
                throw new DamagedException("a field of the number " + (tag >>> 3));
            }
            FieldDescriptor field = type.findFieldByNumber((int) (tag >>> 3));
            switch ((int) (tag & 7)) {
                case Wire.VARINT -> {
                    hold(field == null ? UNKNOWN : NUMBER);
                    Wire.writeVarint(tag, skeleton);
                    Wire.writeVarint(wire.varint(), skeleton);
                }
                case Wire.FIXED64 -> number(tag, field, Long.BYTES, end);
                case Wire.FIXED32 -> number(tag, field, Integer.BYTES, end);
                case Wire.BYTES -> {
                    boolean isMessage = field != null && field.getJavaType() == JavaType.MESSAGE;
                    if (isMessage && !field.isRepeated() && !single.add(field)) {
                        // Readers would make one of the two, with parts of both.
                        throw new DamagedException("there is more than one " + field.getName());
                    }
                    Optional<Region> found = delimited(tag, field, end, depth);
                    if (found.isPresent() && values.isPresent()) {
                        throw new DamagedException("a tensor has its values twice");
                    }
                    values = found.isPresent() ? found : values;
                }
                default -> throw new DamagedException("a field of an unknown kind");
            }
        }
        if (wire.position() != end) {
            throw new DamagedException("a field ends after what holds it");
        }
        return values;
    }

    private Optional<Region> delimited(long tag, @Nullable FieldDescriptor field, long end, int depth)
            throws IOException {
        long bytes = wire.varint();
        if (bytes < 0 || bytes > end - wire.position()) {
            throw new DamagedException("a field of " + bytes + " bytes ends after what holds it");
        }
        if (bytes >= BULK && isRaw(field)) {
            Region values = new Region(file, wire.position(), bytes);
            wire.skip(bytes);
            return Optional.of(values);
        }
        if (field != null && field.getJavaType() == JavaType.MESSAGE) {
            nested(tag, field.getMessageType(), wire.position() + bytes, depth + 1);
        } else {
            bytes(tag, field, bytes);
        }
        return Optional.empty();
    }

    /** Values that are laid out as raw data are. */
    private static boolean isRaw(@Nullable FieldDescriptor field) {
        return field != null
                && field.getContainingType() == TensorProto.getDescriptor()
                && switch (field.getNumber()) {
                    case TensorProto.RAW_DATA_FIELD_NUMBER,
                            TensorProto.FLOAT_DATA_FIELD_NUMBER,
                            TensorProto.DOUBLE_DATA_FIELD_NUMBER -> true;
                    default -> false;
                };
    }

    private void nested(long tag, Descriptor type, long end, int depth) throws IOException {
        int start = skeleton.begin(tag);
        Optional<Region> values = message(type, end, depth);
        if (values.isPresent()) {
            TensorProto tensor = TensorProto.parseFrom(skeleton.from(start));
            if (tensor.getDataLocation() == DataLocation.EXTERNAL || hasValues(tensor)) {
                throw new DamagedException("a tensor has its values in two places");
            }
            skeleton.cut(start);
            skeleton.writeBytes(values.get().in(tensor).toByteArray());
        }
        skeleton.end(start);
    }

    private static boolean hasValues(TensorProto tensor) {
        return tensor.hasRawData()
                || tensor.getFloatDataCount() > 0
                || tensor.getDoubleDataCount() > 0
                || tensor.getInt32DataCount() > 0
                || tensor.getInt64DataCount() > 0
                || tensor.getUint64DataCount() > 0
                || tensor.getStringDataCount() > 0;
    }

    private void number(long tag, @Nullable FieldDescriptor field, int bytes, long end) throws IOException {
        if (bytes > end - wire.position()) {
            throw new DamagedException("a number ends after what holds it");
        }
        hold(field == null ? UNKNOWN : NUMBER);
        Wire.writeVarint(tag, skeleton);
        wire.copy(bytes, skeleton);
    }

    /** Copies a text, bytes, or packed numbers. */
    private void bytes(long tag, @Nullable FieldDescriptor field, long bytes) throws IOException {
        hold(TEXT + bytes);
        Wire.writeVarint(tag, skeleton);
        Wire.writeVarint(bytes, skeleton);
        int start = skeleton.size();
        wire.copy(bytes, skeleton);
        if (field != null && field.isPackable()) {
            hold((long) NUMBER * Wire.countVarints(skeleton.from(start)));
        }
    }

    private void hold(long bytes) throws OnnxException {
        held += bytes;
        if (held > most) {
            throw new OnnxException(file + " takes more than " + (most >> 20)
                    + " MB of memory beside its weights: it is damaged, or no model that can be held");
        }
    }

    private static ModelProto checked(Path file, ModelProto model) throws IOException {
        if (!model.hasGraph() || !model.hasIrVersion()) {
            throw new OnnxException(diagnosis(file));
        }
        if (model.getIrVersion() > NEWEST_IR) {
            throw new OnnxException(file + " is in format IR " + model.getIrVersion() + ", and formats up to "
                    + NEWEST_IR + " are known: export it with an older opset, or update Tenon");
        }
        return new ExternalData(file).resolve(model);
    }

    private static String diagnosis(Path file) throws IOException {
        byte[] start = new byte[LFS.length()];
        int read;
        try (var in = Files.newInputStream(file)) {
            read = in.readNBytes(start, 0, start.length);
        }
        if (read == 0) {
            return file + " is empty: fetch it again";
        }
        if (new String(start, StandardCharsets.US_ASCII).equals(LFS)) {
            return file + " is a pointer of Git LFS, not the model itself: fetch that with 'git lfs pull'";
        }
        return file
                + " is no ONNX model, or it is cut or damaged: compare its size and SHA-256 with its source, and fetch"
                + " it again";
    }

    /** What cannot be a model. */
    private static final class DamagedException extends IOException {
        private static final long serialVersionUID = 1L;

        private DamagedException(String message) {
            super(message);
        }
    }
}
