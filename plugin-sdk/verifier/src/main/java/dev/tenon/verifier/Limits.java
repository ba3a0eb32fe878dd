// SPDX-License-Identifier: Apache-2.0
package dev.tenon.verifier;

/**
 * How much a jar may hold before it is taken for an attack.
 *
 * @param maxEntries files and folders
 * @param maxInflatedBytes all files together, inflated
 * @param maxRatio inflated ÷ stored size of one file of more than {@link #RATIO_COUNTS_FROM_BYTES}
 */
record Limits(int maxEntries, long maxInflatedBytes, int maxRatio) {
    static final Limits USUAL = new Limits(20_000, 1L << 30, 200);
    static final int RATIO_COUNTS_FROM_BYTES = 1 << 20;
    static final int ICON_BYTES = 64 << 10;
    static final int DOCS_BYTES = 256 << 10;
    /** Manifest, schemas, examples: whatever is read whole. */
    static final int TEXT_BYTES = 1 << 20;
}
