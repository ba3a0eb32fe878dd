// SPDX-License-Identifier: Apache-2.0
package dev.tenon.verifier;

/**
 * One reason why a release is refused.
 *
 * @param code for programs: lower-case words and hyphens, such as {@code forbidden-import}; never changes its meaning
 * @param message what is wrong, one line
 * @param mend what the author can do about it, one line
 */
public record Finding(String code, String message, String mend) {
    /**
     * Says both on one line.
     *
     * @return such as {@code version 1.0.0.beta has a qualifier: use three numbers}
     */
    public String line() {
        return message + ": " + mend;
    }
}
