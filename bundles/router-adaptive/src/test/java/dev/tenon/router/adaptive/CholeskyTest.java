// SPDX-License-Identifier: Apache-2.0
package dev.tenon.router.adaptive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CholeskyTest {
    @Test
    void solvesWhatItWasMadeFrom() {
        Random random = new Random(7);
        int n = 40;
        double[][] root = new double[n][n];
        double[] x = random.doubles(n).toArray();
        for (double[] row : root) {
            System.arraycopy(random.doubles(n, -1, 1).toArray(), 0, row, 0, n);
        }
        double[][] a = new double[n][n];
        double[] b = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < n; k++) {
                    a[i][j] += root[i][k] * root[j][k];
                }
                a[i][j] += i == j ? 0.1 : 0;
                b[i] += a[i][j] * x[j];
            }
        }
        double[] solved = Cholesky.solve(a, b);
        for (int i = 0; i < n; i++) {
            assertThat(solved[i]).isCloseTo(x[i], within(1e-8));
        }
    }

    @Test
    void nothingHasNoSolution() {
        assertThat(Cholesky.solve(new double[0][0], new double[0])).isEmpty();
    }
}
