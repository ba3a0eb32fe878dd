// SPDX-License-Identifier: Apache-2.0
package dev.tenon.media;

import dev.tenon.api.model.ImagePreprocessing;
import dev.tenon.api.model.ImagePreprocessing.Channels;
import dev.tenon.api.model.ImagePreprocessing.Fit;
import dev.tenon.api.model.ImagePreprocessing.Layout;
import dev.tenon.api.tensor.ElementType;
import dev.tenon.api.tensor.Shape;
import dev.tenon.api.tensor.Tensor;
import java.nio.ByteBuffer;

/** Makes tensors of pictures. */
final class PictureTensor {
    private final ImagePreprocessing how;
    private final ElementType type;

    PictureTensor(ImagePreprocessing how, ElementType type) {
        switch (type) {
            case FLOAT32, FLOAT16, FLOAT64, UINT8 -> {}
            default -> throw new IllegalArgumentException("a picture becomes no tensor of " + type);
        }
        this.how = how;
        this.type = type;
    }

    Tensor of(Picture picture) {
        int channels = how.channels().count();
        boolean planes = how.layout() == Layout.NCHW;
        Tensor tensor = Tensor.allocate(
                type,
                planes
                        ? Shape.of(1, channels, how.height(), how.width())
                        : Shape.of(1, how.height(), how.width(), channels));
        ByteBuffer memory = tensor.data();
        float[] rgb = scaled(picture);
        int pixels = how.width() * how.height();
        for (int i = 0; i < pixels; i++) {
            for (int c = 0; c < channels; c++) {
                double value = channel(rgb, i, c) * how.scale() - how.mean().get(c);
                int at = planes ? c * pixels + i : i * channels + c;
                put(memory, at * type.bytes(), value / how.deviation().get(c));
            }
        }
        return tensor;
    }

    private float channel(float[] rgb, int pixel, int channel) {
        int at = 3 * pixel;
        if (how.channels() == Channels.GRAY) {
            return 0.299f * rgb[at] + 0.587f * rgb[at + 1] + 0.114f * rgb[at + 2];
        }
        return rgb[at + (how.channels() == Channels.BGR ? 2 - channel : channel)];
    }

    /** Red, green and blue of each pixel, 0 to 255. Rows are read once: only the target is held as floats. */
    private float[] scaled(Picture picture) {
        double spanX = picture.width();
        double spanY = picture.height();
        if (how.fit() == Fit.CROP) {
            double shrink = Math.min(spanX / how.width(), spanY / how.height());
            spanX = shrink * how.width();
            spanY = shrink * how.height();
        }
        Filter columns = new Filter(picture.width(), (picture.width() - spanX) / 2, spanX, how.width());
        Filter rows = new Filter(picture.height(), (picture.height() - spanY) / 2, spanY, how.height());
        float[] target = new float[3 * how.width() * how.height()];
        float[] line = new float[3 * how.width()];
        int done = 0;
        for (int source = 0; source < picture.height(); source++) {
            boolean squeezed = false;
            for (int y = done; y < how.height() && rows.first(y) <= source; y++) {
                int offset = source - rows.first(y);
                if (offset >= rows.weights(y).length) {
                    done = y + 1;
                    continue;
                }
                if (!squeezed) {
                    squeeze(picture, source, columns, line);
                    squeezed = true;
                }
                add(line, rows.weights(y)[offset], target, y * line.length);
            }
        }
        return target;
    }

    private static void squeeze(Picture picture, int row, Filter columns, float[] line) {
        int[] pixels = picture.pixels();
        int start = row * picture.width();
        for (int x = 0; 3 * x < line.length; x++) {
            float red = 0;
            float green = 0;
            float blue = 0;
            float[] weights = columns.weights(x);
            int at = start + columns.first(x);
            for (int i = 0; i < weights.length; i++) {
                int pixel = pixels[at + i];
                red += weights[i] * (pixel >> 16 & 0xff);
                green += weights[i] * (pixel >> 8 & 0xff);
                blue += weights[i] * (pixel & 0xff);
            }
            line[3 * x] = red;
            line[3 * x + 1] = green;
            line[3 * x + 2] = blue;
        }
    }

    private static void add(float[] line, float weight, float[] target, int at) {
        for (int i = 0; i < line.length; i++) {
            target[at + i] += weight * line[i];
        }
    }

    private void put(ByteBuffer memory, int at, double value) {
        switch (type) {
            case FLOAT64 -> memory.putDouble(at, value);
            case FLOAT16 -> memory.putShort(at, Half.of((float) value));
            case UINT8 -> memory.put(at, (byte) Math.max(0, Math.min(255, Math.round(value))));
            default -> memory.putFloat(at, (float) value);
        }
    }
}
