// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantizer.onnx;

/**
 * Weights of 8 bits, symmetric around zero, with a scale for each channel: {@code value = scale · integer} (Jacob et al.,
 * Quantization and Training of Neural Networks for Efficient Integer-Arithmetic-Only Inference, CVPR 2018, §3; per channel:
 * Krishnamoorthi, Quantizing deep convolutional networks for efficient inference, 2018, §3.1).
 *
 * @param values in the order of the weights
 * @param scales one for each channel, greater than 0
 */
record Int8Weights(byte[] values, float[] scales) {
    /** The least scale: weights below it are zero to any 8-bit layer, and its square is no denormal number. */
    private static final float LEAST_SCALE = 1e-15f;

    /**
     * Quantizes.
     *
     * @param weights as they are
     * @param axis of the channels
     * @param most the greatest integer: 127, or 63 where sums of two products would overflow 16 bits
     * @return integers from -most to most
     */
    static Int8Weights perChannel(Weights weights, int axis, int most) {
        return perChannel(weights, axis, most, new float[weights.extent(axis)]);
    }

    /**
     * Quantizes with scales that are not below given ones.
     *
     * @param least for each channel
     */
    static Int8Weights perChannel(Weights weights, int axis, int most, float[] least) {
        Layout layout = Layout.of(weights.shape(), axis);
        float[] values = weights.values();
        float[] greatest = new float[layout.channels];
        for (int i = 0; i < values.length; i++) {
            int channel = layout.channel(i);
            greatest[channel] = Math.max(greatest[channel], Math.abs(values[i]));
        }
        float[] scales = new float[layout.channels];
        for (int channel = 0; channel < scales.length; channel++) {
            scales[channel] = Math.max(Math.max(greatest[channel] / most, least[channel]), LEAST_SCALE);
        }
        byte[] integers = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            integers[i] = (byte) clamp(Math.rint(values[i] / scales[layout.channel(i)]), most);
        }
        return new Int8Weights(integers, scales);
    }

    private static int clamp(double value, int most) {
        return (int) Math.max(-most, Math.min(most, value));
    }

    /** Where the channels of row-major values lie. */
    record Layout(int channels, int inner) {
        static Layout of(long[] shape, int axis) {
            int inner = 1;
            for (int i = axis + 1; i < shape.length; i++) {
                inner = Math.multiplyExact(inner, Math.toIntExact(shape[i]));
            }
            return new Layout(Math.toIntExact(shape[axis]), inner);
        }

        int channel(int index) {
            return index / inner % channels;
        }
    }
}
