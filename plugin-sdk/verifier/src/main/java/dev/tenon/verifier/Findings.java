// SPDX-License-Identifier: Apache-2.0
package dev.tenon.verifier;

import java.util.ArrayList;
import java.util.List;

/** Collects findings in the order in which the checks ran. For one thread. */
final class Findings {
    private final List<Finding> all = new ArrayList<>();

    void add(String code, String message, String mend) {
        all.add(new Finding(code, message, mend));
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    List<Finding> all() {
        return List.copyOf(all);
    }
}
