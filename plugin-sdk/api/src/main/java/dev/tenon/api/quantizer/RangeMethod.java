// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.quantizer;

/** How the range of an activation is found from samples. What lies outside it is cut off. */
public enum RangeMethod {
    /** From the least to the greatest value of all samples. */
    MIN_MAX,
    /** Least and greatest of each sample, averaged exponentially over the samples: outliers of a few count less. */
    MOVING_AVERAGE,
    /** Without the outermost hundred-thousandth of all values. */
    PERCENTILE,
    /** What keeps most of the values' information: the least Kullback-Leibler divergence (Migacz, GTC 2017). */
    ENTROPY
}
