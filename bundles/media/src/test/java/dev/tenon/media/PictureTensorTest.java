// SPDX-License-Identifier: Apache-2.0
package dev.tenon.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.api.model.ImagePreprocessing;
import dev.tenon.api.model.ImagePreprocessing.Channels;
import dev.tenon.api.model.ImagePreprocessing.Fit;
import dev.tenon.api.model.ImagePreprocessing.Layout;
import dev.tenon.api.tensor.ElementType;
import dev.tenon.api.tensor.Shape;
import dev.tenon.api.tensor.Tensor;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PictureTensorTest {
    private static final Picture TWO = new Picture(2, 1, new int[] {0x102030, 0x405060});

    private static ImagePreprocessing how(int width, int height, Channels channels, Layout layout, Fit fit) {
        List<Double> zeros = Collections.nCopies(channels.count(), 0.0);
        return new ImagePreprocessing(
                width, height, channels, layout, fit, 1, zeros, Collections.nCopies(channels.count(), 1.0));
    }

    @Test
    void ordersChannelsAndDimensions() {
        Tensor planes = TWO.toTensor(how(2, 1, Channels.RGB, Layout.NCHW, Fit.STRETCH), ElementType.FLOAT32);
        assertThat(planes.shape()).isEqualTo(Shape.of(1, 3, 1, 2));
        assertThat(planes.toFloats()).containsExactly(0x10, 0x40, 0x20, 0x50, 0x30, 0x60);
        Tensor pixels = TWO.toTensor(how(2, 1, Channels.BGR, Layout.NHWC, Fit.STRETCH), ElementType.FLOAT32);
        assertThat(pixels.shape()).isEqualTo(Shape.of(1, 1, 2, 3));
        assertThat(pixels.toFloats()).containsExactly(0x30, 0x20, 0x10, 0x60, 0x50, 0x40);
    }

    @Test
    void weighsGrayAsTelevisionDoes() {
        Picture red = new Picture(1, 1, new int[] {0xff0000});
        Tensor gray = red.toTensor(how(1, 1, Channels.GRAY, Layout.NCHW, Fit.STRETCH), ElementType.FLOAT32);
        assertThat(gray.shape()).isEqualTo(Shape.of(1, 1, 1, 1));
        assertThat(gray.toFloats()[0]).isCloseTo(0.299f * 255, within(0.001f));
    }

    @Test
    void scalesShiftsAndDividesEachChannel() {
        ImagePreprocessing how = new ImagePreprocessing(
                1, 1, Channels.RGB, Layout.NCHW, Fit.STRETCH, 0.5, List.of(1.0, 2.0, 3.0), List.of(1.0, 2.0, 4.0));
        Picture dot = new Picture(1, 1, new int[] {0x0a141e});
        assertThat(dot.toTensor(how, ElementType.FLOAT32).toFloats()).containsExactly(4, 4, 3);
        assertThat(dot.toTensor(how, ElementType.FLOAT64).toFloats()).containsExactly(4, 4, 3);
        assertThat(dot.toTensor(how, ElementType.FLOAT16).toFloats()).containsExactly(4, 4, 3);
        assertThat(dot.toTensor(how, ElementType.UINT8).toFloats()).containsExactly(4, 4, 3);
        assertThatThrownBy(() -> dot.toTensor(how, ElementType.INT64)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void countsEverySourcePixelWhenItShrinks() {
        int[] stripes = new int[9 * 6];
        for (int i = 0; i < stripes.length; i++) {
            stripes[i] = i % 9 == 4 ? 0xffffff : 0;
        }
        Tensor one = new Picture(9, 6, stripes)
                .toTensor(how(1, 1, Channels.GRAY, Layout.NCHW, Fit.STRETCH), ElementType.FLOAT32);
        assertThat(one.toFloats()[0]).isCloseTo(255f / 9, within(0.001f));
        Tensor two = new Picture(9, 6, stripes)
                .toTensor(how(2, 3, Channels.GRAY, Layout.NCHW, Fit.STRETCH), ElementType.FLOAT32);
        for (float value : two.toFloats()) {
            assertThat(value).isCloseTo(255f / 9, within(0.001f));
        }
    }

    @Test
    void interpolatesWhenItEnlarges() {
        Picture ramp = new Picture(2, 1, new int[] {0x000000, 0x646464});
        Tensor four = ramp.toTensor(how(4, 2, Channels.GRAY, Layout.NCHW, Fit.STRETCH), ElementType.FLOAT32);
        assertThat(four.toFloats()).containsExactly(new float[] {0, 25, 75, 100, 0, 25, 75, 100}, within(0.01f));
    }

    @Test
    void keepsTheMiddleWhenItCrops() {
        Picture wide = new Picture(4, 2, new int[] {1, 0xff, 0xff, 1, 1, 0xff, 0xff, 1});
        Tensor square = wide.toTensor(how(2, 2, Channels.BGR, Layout.NCHW, Fit.CROP), ElementType.FLOAT32);
        assertThat(square.toFloats()).startsWith(255, 255, 255, 255).endsWith(0, 0, 0, 0);
        Picture tall = new Picture(2, 4, new int[] {1, 1, 0xff, 0xff, 0xff, 0xff, 1, 1});
        assertThat(tall.toTensor(how(2, 2, Channels.BGR, Layout.NCHW, Fit.CROP), ElementType.FLOAT32)
                        .toFloats())
                .startsWith(255, 255, 255, 255);
    }

    @Test
    void narrowsToHalfExactlyWhereThatIsPossible() {
        for (int half = 0; half < 0x10000; half++) {
            Tensor tensor = Tensor.allocate(ElementType.FLOAT16, Shape.of(1));
            tensor.data().putShort((short) half);
            float wide = tensor.toFloats()[0];
            if (!Float.isNaN(wide)) {
                assertThat(Half.of(wide)).isEqualTo((short) half);
            }
        }
        assertThat(Half.of(1 + 0x1p-11f)).as("a tie goes to even").isEqualTo(Half.of(1f));
        assertThat(Half.of(1 + 3 * 0x1p-11f)).isEqualTo(Half.of(1 + 0x1p-9f));
        assertThat(Half.of(65519f)).isEqualTo(Half.of(65504f));
        assertThat(Half.of(1e6f)).isEqualTo((short) 0x7c00);
        assertThat(Half.of(Float.NaN) & 0x7e00).isEqualTo(0x7e00);
    }
}
