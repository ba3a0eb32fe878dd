// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The extent of each dimension of a tensor, outermost first. A scalar has no dimension and one element.
 *
 * @param dimensions extents, each at least 0, or {@link #ANY} where a model leaves it open; immutable
 */
public record Shape(List<Long> dimensions) {
    /** An extent that a model leaves open (a batch size, a length). A tensor's own shape never bears it. */
    public static final long ANY = -1;

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if an extent is below {@link #ANY}
     */
    public Shape {
        dimensions = List.copyOf(dimensions);
        for (long extent : dimensions) {
            if (extent < ANY) {
                throw new IllegalArgumentException("an extent must be at least 0, or -1 for any: " + dimensions);
            }
        }
    }

    /**
     * Makes a shape.
     *
     * @param extents outermost first; none makes a scalar
     * @return the shape
     * @throws IllegalArgumentException if an extent is below {@link #ANY}
     */
    public static Shape of(long... extents) {
        return new Shape(Arrays.stream(extents).boxed().collect(Collectors.toUnmodifiableList()));
    }

    /**
     * Returns the number of dimensions.
     *
     * @return 0 for a scalar
     */
    public int rank() {
        return dimensions.size();
    }

    /**
     * Says whether every extent is known.
     *
     * @return false if one is {@link #ANY}
     */
    public boolean isFixed() {
        return !dimensions.contains(ANY);
    }

    /**
     * Returns how many elements a tensor of this shape holds.
     *
     * @return the product of all extents, 1 for a scalar
     * @throws IllegalStateException if an extent is {@link #ANY}
     * @throws ArithmeticException if the product exceeds {@link Long#MAX_VALUE}
     */
    public long elementCount() {
        long count = 1;
        for (long extent : dimensions) {
            if (extent == ANY) {
                throw new IllegalStateException("the shape is open: " + this);
            }
            count = Math.multiplyExact(count, extent);
        }
        return count;
    }

    /**
     * Says whether a tensor of shape {@code actual} may stand where this shape is asked for.
     *
     * @param actual a fixed shape
     * @return true if the ranks are equal and each extent is equal or {@link #ANY} here
     */
    public boolean accepts(Shape actual) {
        if (rank() != actual.rank()) {
            return false;
        }
        for (int i = 0; i < rank(); i++) {
            long wanted = dimensions.get(i);
            if (wanted != ANY && wanted != actual.dimensions.get(i)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns the extents as a new array.
     *
     * @return outermost first
     */
    public long[] toArray() {
        return dimensions.stream().mapToLong(Long::longValue).toArray();
    }

    @Override
    public String toString() {
        return dimensions.stream()
                .map(d -> d == ANY ? "?" : Long.toString(d))
                .collect(Collectors.joining("x", "[", "]"));
    }
}
