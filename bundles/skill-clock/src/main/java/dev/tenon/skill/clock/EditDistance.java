// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.clock;

/** How many letters differ between two names (insertions, deletions, replacements, swaps of neighbours). */
final class EditDistance {
    private EditDistance() {}

    static int between(String a, String b) {
        int[] older = new int[b.length() + 1];
        int[] old = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            old[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] now = new int[b.length() + 1];
            now[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                now[j] = Math.min(Math.min(now[j - 1], old[j]) + 1, old[j - 1] + (same ? 0 : 1));
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    now[j] = Math.min(now[j], older[j - 2] + 1);
                }
            }
            older = old;
            old = now;
        }
        return old[b.length()];
    }
}
