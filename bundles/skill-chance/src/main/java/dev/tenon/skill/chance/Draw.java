// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.chance;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Draws numbers, each as likely as the others. As thread-safe as its source. */
final class Draw {
    private final Random random;

    /** Takes the source: {@link java.security.SecureRandom}, or another in tests. */
    Draw(Random random) {
        this.random = random;
    }

    /** A number from 0 to below the bound, which is at least 1. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** A number from 0 to below the bound, which is at least 1 and of any size: what falls outside is drawn anew. */
    BigInteger below(BigInteger bound) {
        int bits = bound.subtract(BigInteger.ONE).bitLength();
        BigInteger drawn;
        do {
            drawn = new BigInteger(bits, random);
        } while (drawn.compareTo(bound) >= 0);
        return drawn;
    }

    /** Different numbers from 0 to below the bound, in order; after R. W. Floyd, so that no draw is thrown away. */
    List<BigInteger> differentBelow(BigInteger bound, int count) {
        Set<BigInteger> drawn = new HashSet<>();
        for (BigInteger last = bound.subtract(BigInteger.valueOf(count));
                last.compareTo(bound) < 0;
                last = last.add(BigInteger.ONE)) {
            BigInteger one = below(last.add(BigInteger.ONE));
            drawn.add(drawn.contains(one) ? last : one);
        }
        return drawn.stream().sorted(Comparator.naturalOrder()).toList();
    }
}
