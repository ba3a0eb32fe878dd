// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.faq;

/** A file is not read; the message says why and what to do. */
final class SkippedException extends Exception {
    private static final long serialVersionUID = 1L;

    SkippedException(String why) {
        super(why);
    }
}
