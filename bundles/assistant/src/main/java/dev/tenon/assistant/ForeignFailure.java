// SPDX-License-Identifier: Apache-2.0
package dev.tenon.assistant;

/** Code of a plugin threw, or did not return in time. */
final class ForeignFailure extends Exception {
    private static final long serialVersionUID = 1L;

    /** How. */
    enum Kind {
        THREW,
        TOO_SLOW,
        TOO_BUSY,
        ASKER_GONE
    }

    private final Kind kind;

    ForeignFailure(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    ForeignFailure(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** Whether the plugin has done wrong; else nobody could ask it or nobody waits for it. */
    boolean isThePlugins() {
        return kind == Kind.THREW || kind == Kind.TOO_SLOW;
    }

    Kind kind() {
        return kind;
    }
}
