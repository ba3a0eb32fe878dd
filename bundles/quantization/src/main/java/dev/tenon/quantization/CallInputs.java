// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import dev.tenon.api.tensor.ElementType;
import dev.tenon.api.tensor.Shape;
import dev.tenon.api.tensor.Tensor;
import dev.tenon.api.tensor.TensorSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * What a model was given in a call, copied, in the form in which {@link NumpySet} reads it: items along the first dimension,
 * which an input that has none of its own gets.
 */
final class CallInputs {
    private static final Map<ElementType, String> TYPES = Map.ofEntries(
            Map.entry(ElementType.FLOAT32, "<f4"),
            Map.entry(ElementType.FLOAT64, "<f8"),
            Map.entry(ElementType.FLOAT16, "<f2"),
            Map.entry(ElementType.INT8, "|i1"),
            Map.entry(ElementType.UINT8, "|u1"),
            Map.entry(ElementType.INT16, "<i2"),
            Map.entry(ElementType.UINT16, "<u2"),
            Map.entry(ElementType.INT32, "<i4"),
            Map.entry(ElementType.INT64, "<i8"),
            Map.entry(ElementType.BOOL, "|b1"));
    private static final int ALIGNED = 64;
    private static final int PREFIX = 10;

    private final Map<String, NumpyArray> arrays;

    private CallInputs(Map<String, NumpyArray> arrays) {
        this.arrays = arrays;
    }

    /** Returns how many bytes the values of a call have. */
    static long bytes(Map<String, Tensor> inputs) {
        return inputs.values().stream()
                .mapToLong(
                        tensor -> tensor.shape().elementCount() * tensor.type().bytes())
                .sum();
    }

    /** Says whether a call can be written as items: every input known and of a type that NumPy has, as many items of each. */
    static boolean fits(List<TensorSpec> asked, Map<String, Tensor> inputs) {
        OptionalInt items = OptionalInt.empty();
        for (TensorSpec spec : asked) {
            Tensor tensor = inputs.get(spec.name());
            boolean isKnown = tensor != null && TYPES.containsKey(tensor.type()) && spec.accepts(tensor);
            if (!isKnown || spec.name().equals(NumpySet.LABELS)) {
                return false;
            }
            int count = isBatch(spec, tensor)
                    ? (int) (long) tensor.shape().dimensions().get(0)
                    : 1;
            if (count < 1 || items.isPresent() && items.getAsInt() != count) {
                return false;
            }
            items = OptionalInt.of(count);
        }
        return items.isPresent() && ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    }

    /** As {@link NumpySet} will see it: items keep a first dimension of 1 if the model takes them so. */
    private static boolean isBatch(TensorSpec spec, Tensor tensor) {
        long[] one = tensor.shape().toArray();
        if (one.length == 0) {
            return false;
        }
        one[0] = 1;
        return spec.shape().accepts(Shape.of(one));
    }

    /** Copies a call that {@link #fits}. */
    static CallInputs of(List<TensorSpec> asked, Map<String, Tensor> inputs) {
        Map<String, NumpyArray> arrays = new LinkedHashMap<>();
        for (TensorSpec spec : asked) {
            Tensor tensor = inputs.get(spec.name());
            ByteBuffer from = tensor.data();
            byte[] values = new byte[from.remaining()];
            from.get(values);
            long[] shape = isBatch(spec, tensor)
                    ? tensor.shape().toArray()
                    : LongStream.concat(
                                    LongStream.of(1),
                                    LongStream.of(tensor.shape().toArray()))
                            .toArray();
            arrays.put(
                    spec.name(),
                    new NumpyArray(tensor.type(), shape, ByteBuffer.wrap(values).order(ByteOrder.LITTLE_ENDIAN)));
        }
        return new CallInputs(arrays);
    }

    /** Whether all values are numbers: others calibrate nothing. */
    boolean isFinite() {
        return arrays.values().stream().allMatch(NumpyArray::isFinite);
    }

    /** Writes an {@code .npz}, as {@code numpy.savez} does: an archive of arrays, not compressed. */
    void write(OutputStream to) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(to)) {
            zip.setMethod(ZipOutputStream.STORED);
            for (Map.Entry<String, NumpyArray> array : arrays.entrySet()) {
                byte[] content = npy(array.getValue());
                CRC32 sum = new CRC32();
                sum.update(content);
                ZipEntry entry = new ZipEntry(array.getKey() + ".npy");
                entry.setSize(content.length);
                entry.setCrc(sum.getValue());
                zip.putNextEntry(entry);
                zip.write(content);
                zip.closeEntry();
            }
        }
    }

    /** As numpy.lib.format, version 1. */
    private static byte[] npy(NumpyArray array) {
        String shape =
                LongStream.of(array.shape()).mapToObj(extent -> extent + ",").collect(Collectors.joining(" "));
        String header =
                "{'descr': '" + TYPES.get(array.type()) + "', 'fortran_order': False, 'shape': (" + shape + "), }";
        header += " ".repeat(ALIGNED - 1 - (PREFIX + header.length()) % ALIGNED) + "\n";
        ByteArrayOutputStream out = new ByteArrayOutputStream(
                PREFIX + header.length() + array.data().capacity());
        out.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
        out.write(header.length() & 0xFF);
        out.write(header.length() >> 8);
        out.writeBytes(header.getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(array.data().array());
        return out.toByteArray();
    }
}
