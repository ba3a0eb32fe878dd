// SPDX-License-Identifier: Apache-2.0
package dev.tenon.router.adaptive;

/** Solves small symmetric systems (Golub and Van Loan, Matrix Computations, section 4.2). */
final class Cholesky {
    /** What rounding may leave of a pivot that should be positive. */
    private static final double LEAST_PIVOT = 1e-9;

    private Cholesky() {}

    /**
     * Solves {@code a x = b}.
     *
     * @param a symmetric, positive definite; overwritten
     * @param b right side
     * @return x
     */
    static double[] solve(double[][] a, double[] b) {
        int n = b.length;
        for (int j = 0; j < n; j++) {
            for (int i = j; i < n; i++) {
                double sum = a[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= a[i][k] * a[j][k];
                }
                a[i][j] = i == j ? Math.sqrt(Math.max(sum, LEAST_PIVOT)) : sum / a[j][j];
            }
        }
        double[] x = b.clone();
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) {
                x[i] -= a[i][k] * x[k];
            }
            x[i] /= a[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                x[i] -= a[k][i] * x[k];
            }
            x[i] /= a[i][i];
        }
        return x;
    }
}
