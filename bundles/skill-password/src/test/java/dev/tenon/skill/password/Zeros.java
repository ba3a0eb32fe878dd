// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.password;

import java.util.Random;

/** Chance that always falls the same way, on however many threads. */
final class Zeros extends Random {
    private static final long serialVersionUID = 1L;

    @Override
    protected int next(int bits) {
        return 0;
    }
}
