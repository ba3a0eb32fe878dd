// SPDX-License-Identifier: Apache-2.0
package dev.tenon.onnx.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HalvesTest {
    /** The definition: sign, five bits of exponent, ten of fraction. */
    private static double defined(int bits) {
        int exponent = bits >> 10 & 31;
        double fraction = (bits & 1023) / 1024.0;
        double magnitude = exponent == 0 ? fraction * Math.pow(2, -14) : (1 + fraction) * Math.pow(2, exponent - 15);
        return (bits & 0x8000) == 0 ? magnitude : -magnitude;
    }

    @Test
    void eachWidensToWhatItIsAndBack() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            float wide = Halves.widened((short) bits);
            if ((bits >> 10 & 31) < 31) {
                assertThat((double) wide).isEqualTo(defined(bits));
            }
            if (!Float.isNaN(wide)) {
                assertThat(Halves.narrowed(wide) & 0xFFFF).isEqualTo(bits);
            }
        }
        assertThat(Halves.widened((short) 0x7C00)).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(Halves.widened(Halves.narrowed(Float.NaN))).isNaN();
    }

    /** What lies between two goes to the nearer, and from the middle to the even. */
    @Test
    void roundsToTheNearest() {
        for (int bits = 0; bits < 0x7BFF; bits++) {
            double middle = (defined(bits) + defined(bits + 1)) / 2;
            int even = bits % 2 == 0 ? bits : bits + 1;
            assertThat((int) Halves.narrowed((float) middle)).isEqualTo(even);
            assertThat((int) Halves.narrowed(Math.nextDown((float) middle))).isEqualTo(bits);
            assertThat((int) Halves.narrowed(Math.nextUp((float) middle))).isEqualTo(bits + 1);
        }
        assertThat(Halves.widened(Halves.narrowed(65_519))).isEqualTo(Halves.MOST);
        assertThat(Halves.widened(Halves.narrowed(65_520))).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(Halves.widened(Halves.narrowed(-1e30f))).isEqualTo(Float.NEGATIVE_INFINITY);
    }
}
