// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.faq;

/**
 * A file that is not read.
 *
 * @param file below the folder
 * @param why and what to do
 */
record Skipped(String file, String why) {
    @Override
    public String toString() {
        return file + " (" + why + ")";
    }
}
