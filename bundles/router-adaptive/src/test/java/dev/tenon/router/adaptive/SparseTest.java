// SPDX-License-Identifier: Apache-2.0
package dev.tenon.router.adaptive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SparseTest {
    private static final int FEATURES = 40;

    @Test
    void multipliesEachTwo() {
        Random random = new Random(1);
        List<float[]> dense = Stream.generate(() -> dense(random)).limit(20).toList();
        double[][] products =
                Sparse.products(dense.stream().map(SparseTest::sparse).toList());
        for (int i = 0; i < products.length; i++) {
            for (int j = 0; j < products.length; j++) {
                double product = 0;
                for (int feature = 0; feature < FEATURES; feature++) {
                    product += (double) dense.get(i)[feature] * dense.get(j)[feature];
                }
                assertThat(products[i][j]).isCloseTo(product, within(1e-12));
            }
        }
    }

    @Test
    void vectorsWithoutFeaturesHaveNothingInCommon() {
        Sparse empty = new Sparse.Builder(0).build();
        assertThat(Sparse.products(List.of(empty, empty))).isDeepEqualTo(new double[2][2]);
        assertThat(Sparse.products(List.of())).isEmpty();
    }

    @Test
    void refusesFeaturesThatAreNotAscending() {
        Sparse.Builder builder = new Sparse.Builder(2);
        builder.add(3, 1);
        assertThatThrownBy(() -> builder.add(3, 1)).hasMessageContaining("after 3");
    }

    private static float[] dense(Random random) {
        float[] dense = new float[FEATURES];
        for (int i = 0; i < FEATURES; i++) {
            dense[i] = random.nextInt(3) == 0 ? random.nextFloat() : 0;
        }
        return dense;
    }

    private static Sparse sparse(float[] dense) {
        Sparse.Builder builder = new Sparse.Builder(FEATURES);
        for (int i = 0; i < FEATURES; i++) {
            if (dense[i] != 0) {
                builder.add(i, dense[i]);
            }
        }
        return builder.build();
    }
}
