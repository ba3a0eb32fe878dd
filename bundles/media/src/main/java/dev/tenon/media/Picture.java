// SPDX-License-Identifier: Apache-2.0
package dev.tenon.media;

import dev.tenon.api.model.ImagePreprocessing;
import dev.tenon.api.tensor.ElementType;
import dev.tenon.api.tensor.Tensor;
import java.nio.ByteBuffer;

/** A picture in memory, upright, in sRGB, without transparency. Immutable and thread-safe. */
public final class Picture {
    private final int width;
    private final int height;
    private final int[] pixels;

    /** Takes over {@code pixels}: 0xRRGGBB, row by row. */
    Picture(int width, int height, int[] pixels) {
        this.width = width;
        this.height = height;
        this.pixels = pixels;
    }

    /**
     * Reads a JPEG, PNG, GIF (its first frame), BMP or WebP picture. A JPEG is turned upright as its EXIF orientation
     * says; transparent parts become white; a picture of more than 16 megapixels is thinned out while it is read.
     * Blocks, for milliseconds to a second.
     *
     * @param content the file's bytes; position and limit are not changed
     * @return the picture
     * @throws PictureException if it is of another format, damaged, or larger than 64 MiB or 64 megapixels
     */
    public static Picture read(ByteBuffer content) {
        return PictureReader.read(content);
    }

    /**
     * Returns the width.
     *
     * @return pixels, at least 1
     */
    public int width() {
        return width;
    }

    /**
     * Returns the height.
     *
     * @return pixels, at least 1
     */
    public int height() {
        return height;
    }

    /**
     * Returns one pixel.
     *
     * @param x column from the left, 0 to width - 1
     * @param y row from the top, 0 to height - 1
     * @return 0xRRGGBB
     * @throws IndexOutOfBoundsException outside the picture
     */
    public int pixel(int x, int y) {
        if (x < 0 || x >= width || y < 0 || y >= height) {
            throw new IndexOutOfBoundsException(x + "," + y + " is outside " + this);
        }
        return pixels[y * width + x];
    }

    /**
     * Makes what a model reads: shrunk by the mean of the covered area or enlarged bilinearly, then each channel scaled,
     * shifted and divided.
     *
     * @param how size, order and arithmetic
     * @param type {@code FLOAT32}, {@code FLOAT16}, {@code FLOAT64} or {@code UINT8} (rounded and kept within 0..255)
     * @return shape 1 x channels x height x width, or 1 x height x width x channels
     * @throws IllegalArgumentException if the type is another
     */
    public Tensor toTensor(ImagePreprocessing how, ElementType type) {
        return new PictureTensor(how, type).of(this);
    }

    /** Without a copy: the caller does not write. */
    int[] pixels() {
        return pixels;
    }

    @Override
    public String toString() {
        return width + "x" + height + " pixels";
    }
}
