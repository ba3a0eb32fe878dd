// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.model;

import java.util.List;

/**
 * How a picture becomes a tensor: scaled to {@code width} x {@code height}, then each channel {@code c} of each pixel
 * becomes {@code (value(0..255) * scale - mean[c]) / deviation[c]}.
 *
 * @param width pixels, at least 1
 * @param height pixels, at least 1
 * @param channels order of the channels
 * @param layout order of the dimensions
 * @param fit what happens to another aspect ratio
 * @param scale factor on 0..255, mostly 1 or 1/255
 * @param mean per channel in {@code channels} order
 * @param deviation per channel in {@code channels} order, none 0
 */
public record ImagePreprocessing(
        int width,
        int height,
        Channels channels,
        Layout layout,
        Fit fit,
        double scale,
        List<Double> mean,
        List<Double> deviation) {
    /** Order of the colour channels. */
    public enum Channels {
        /** Red, green, blue. */
        RGB,
        /** Blue, green, red. */
        BGR,
        /** One channel of luminance (ITU-R BT.601). */
        GRAY;

        /**
         * Returns how many channels there are.
         *
         * @return 1 or 3
         */
        public int count() {
            return this == GRAY ? 1 : 3;
        }
    }

    /** Order of the dimensions. */
    public enum Layout {
        /** Batch, channel, row, column. */
        NCHW,
        /** Batch, row, column, channel. */
        NHWC
    }

    /** What happens to a picture of another aspect ratio. */
    public enum Fit {
        /** It is stretched. */
        STRETCH,
        /** It is scaled to cover the target and its middle kept. */
        CROP
    }

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if a size is below 1, a list has not one value per channel, or a deviation is 0
     */
    public ImagePreprocessing {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a picture is at least 1x1 pixels: " + width + "x" + height);
        }
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
        if (mean.size() != channels.count() || deviation.size() != channels.count()) {
            throw new IllegalArgumentException(
                    "mean and deviation need " + channels.count() + " values for " + channels);
        }
        if (deviation.stream().anyMatch(value -> value == 0)) {
            throw new IllegalArgumentException("a deviation must not be 0: " + deviation);
        }
    }
}
