// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * One change of the soak.
 *
 * @param action as the admin API names it
 * @param argument plugin or generation
 * @param versions range
 */
record SoakChange(String action, String argument, String versions) {
    /** Of ten changes so many are rollbacks, where there is anything to go back to. */
    private static final int ROLLBACKS_OF_TEN = 4;

    /**
     * Chooses one that is possible.
     *
     * @param installed version by id
     * @param kept ids of what callers rely on: updated and rolled back, never removed
     * @param loose ids of what comes and goes
     * @param earlier numbers of generations in which all that is kept was there
     */
    static SoakChange choose(
            Map<String, String> installed,
            Collection<String> kept,
            Collection<String> loose,
            List<Long> earlier,
            Random random) {
        List<SoakChange> possible = new ArrayList<>();
        for (String id : kept) {
            addUpdate(possible, installed, id);
        }
        for (String id : loose) {
            addUpdate(possible, installed, id);
            if (installed.containsKey(id)) {
                possible.add(new SoakChange("remove", id, ""));
            } else {
                possible.add(new SoakChange("install", id, random.nextBoolean() ? SwapKind.OLDER : SwapKind.NEWER));
            }
        }
        if (!earlier.isEmpty() && random.nextInt(10) < ROLLBACKS_OF_TEN) {
            return new SoakChange("rollback", Long.toString(earlier.get(random.nextInt(earlier.size()))), "");
        }
        return possible.get(random.nextInt(possible.size()));
    }

    private static void addUpdate(List<SoakChange> possible, Map<String, String> installed, String id) {
        if (SwapKind.OLDER.equals(installed.get(id))) {
            possible.add(new SoakChange("update", id, ""));
        }
    }
}
