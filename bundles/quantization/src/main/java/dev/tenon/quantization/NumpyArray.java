// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import dev.tenon.api.tensor.ElementType;
import dev.tenon.api.tensor.Shape;
import dev.tenon.api.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An array as NumPy saves it (numpy.lib.format, versions 1 to 3): little-endian numbers, row-major.
 *
 * @param type of the elements
 * @param shape extents, outermost first; at least one
 * @param data little-endian
 */
record NumpyArray(ElementType type, long[] shape, ByteBuffer data) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int PREFIX = 8;
    private static final int HALF_EXPONENT = 0x7c00;
    private static final Pattern DESCRIPTION = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
    private static final Pattern FORTRAN = Pattern.compile("'fortran_order'\\s*:\\s*True");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([\\d,\\sL]*)\\)");
    private static final Map<String, ElementType> TYPES = Map.ofEntries(
            Map.entry("<f4", ElementType.FLOAT32),
            Map.entry("<f8", ElementType.FLOAT64),
            Map.entry("<f2", ElementType.FLOAT16),
            Map.entry("|i1", ElementType.INT8),
            Map.entry("|u1", ElementType.UINT8),
            Map.entry("<i2", ElementType.INT16),
            Map.entry("<u2", ElementType.UINT16),
            Map.entry("<i4", ElementType.INT32),
            Map.entry("<i8", ElementType.INT64),
            Map.entry("|b1", ElementType.BOOL));

    /**
     * Reads one.
     *
     * @param name for messages
     * @param file all its bytes
     * @throws DataRefusedException if it is no such array, or of a kind that no model takes
     */
    static NumpyArray read(String name, byte[] file) {
        if (file.length < PREFIX + 4 || !Arrays.equals(file, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new DataRefusedException(name + " is no array of NumPy (.npy)");
        }
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        boolean isOld = file[MAGIC.length] == 1;
        int length = isOld ? bytes.getShort(PREFIX) & 0xFFFF : bytes.getInt(PREFIX);
        int start = PREFIX + (isOld ? 2 : 4);
        if (length < 0 || length > file.length - start) {
            throw new DataRefusedException(name + " is cut or damaged: save it again");
        }
        String header = new String(file, start, length, StandardCharsets.UTF_8);
        ElementType type = type(name, header);
        long[] shape = shape(name, header);
        ByteBuffer data = bytes.position(start + length).slice().order(ByteOrder.LITTLE_ENDIAN);
        long wanted = type.bytes() * elements(name, shape);
        if (data.remaining() != wanted) {
            throw new DataRefusedException(name + " has " + data.remaining() + " bytes of values, and its shape "
                    + Arrays.toString(shape) + " wants " + wanted + ": it is cut or damaged, save it again");
        }
        return new NumpyArray(type, shape, data);
    }

    private static ElementType type(String name, String header) {
        Matcher description = DESCRIPTION.matcher(header);
        String described = description.find() ? description.group(1) : "?";
        ElementType type = TYPES.get(described);
        if (type == null) {
            throw new DataRefusedException(name + " has elements of the type "
                    + described
                    + "; models take float32, float64, float16, int8 to int64, uint8, uint16 and bool, little-endian");
        }
        if (FORTRAN.matcher(header).find()) {
            throw new DataRefusedException(name + " is in Fortran's order: save numpy.ascontiguousarray of it instead");
        }
        return type;
    }

    private static long[] shape(String name, String header) {
        Matcher shape = SHAPE.matcher(header);
        if (!shape.find()) {
            throw new DataRefusedException(name + " says no shape: it is damaged, save it again");
        }
        try {
            return Arrays.stream(shape.group(1).split(","))
                    .map(extent -> extent.replace("L", "").strip())
                    .filter(extent -> !extent.isEmpty())
                    .mapToLong(Integer::parseInt)
                    .toArray();
        } catch (NumberFormatException e) {
            throw new DataRefusedException(
                    name + " has the shape (" + shape.group(1) + "), which is no array's: it is damaged, save it again",
                    e);
        }
    }

    private static long elements(String name, long[] shape) {
        long elements = 1;
        for (long extent : shape) {
            elements *= extent;
            if (elements > Integer.MAX_VALUE) {
                throw new DataRefusedException(name + " has the shape " + Arrays.toString(shape)
                        + ", which is more than a file holds: it is damaged, save it again");
            }
        }
        return elements;
    }

    /** Returns how many numbers there are. */
    long elements() {
        return data.capacity() / type.bytes();
    }

    /** Returns how many items lie along the first dimension. */
    int items() {
        return shape.length == 0 ? 0 : (int) shape[0];
    }

    /**
     * Returns one item, as a batch of one.
     *
     * @param index from 0 on
     * @param isBatch whether the first dimension stays, with the extent 1
     */
    Tensor item(int index, boolean isBatch) {
        long[] extents = isBatch ? shape.clone() : Arrays.copyOfRange(shape, 1, shape.length);
        if (isBatch) {
            extents[0] = 1;
        }
        Tensor tensor = Tensor.allocate(type, Shape.of(extents));
        ByteBuffer to = tensor.data();
        int bytes = to.remaining();
        ByteBuffer from = data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        from.limit((index + 1) * bytes).position(index * bytes);
        if (to.order() == ByteOrder.LITTLE_ENDIAN) {
            to.put(from);
        } else {
            for (int i = bytes - 1; i >= 0; i--) {
                to.put(i ^ type.bytes() - 1, from.get(index * bytes + i));
            }
        }
        return tensor;
    }

    /** Returns one number as an integer. */
    int integer(int index) {
        return switch (type) {
            case INT8 -> data.get(index);
            case UINT8, BOOL -> data.get(index) & 0xFF;
            case INT16 -> data.getShort(2 * index);
            case UINT16 -> data.getShort(2 * index) & 0xFFFF;
            case INT32 -> data.getInt(4 * index);
            case INT64 -> index(data.getLong(8 * index));
            default ->
                throw new DataRefusedException("labels are integers, the index of the right class; these are " + type);
        };
    }

    private static int index(long label) {
        if (label != (int) label) {
            throw new DataRefusedException("labels are the index of the right class; " + label + " is none");
        }
        return (int) label;
    }

    /** Whether all values are numbers, and none is infinite; integers always are. */
    boolean isFinite() {
        if (type == ElementType.FLOAT32) {
            FloatBuffer floats = data.asFloatBuffer();
            while (floats.hasRemaining()) {
                if (!Float.isFinite(floats.get())) {
                    return false;
                }
            }
        } else if (type == ElementType.FLOAT16) {
            ShortBuffer halves = data.asShortBuffer();
            while (halves.hasRemaining()) {
                if ((halves.get() & HALF_EXPONENT) == HALF_EXPONENT) {
                    return false;
                }
            }
        }
        return true;
    }
}
