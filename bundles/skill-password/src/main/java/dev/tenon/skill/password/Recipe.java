// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.password;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What kind of password is wanted; what is not said is left to the skill.
 *
 * @param kind what it is made of
 * @param length in characters, for passwords and PINs
 * @param words for passphrases
 * @param symbols whether it has any, for passwords
 */
record Recipe(Kind kind, Optional<Integer> length, Optional<Integer> words, Optional<Boolean> symbols) {
    /** What passwords are made of. */
    enum Kind {
        /** Letters, digits and symbols. */
        PASSWORD(4, 16, 128),
        /** Words; the numbers count them. */
        PASSPHRASE(3, 6, 20),
        /** Digits. */
        PIN(4, 6, 20);

        private final int least;
        private final int usual;
        private final int most;

        Kind(int least, int usual, int most) {
            this.least = least;
            this.usual = usual;
            this.most = most;
        }

        int least() {
            return least;
        }

        int usual() {
            return usual;
        }

        int most() {
            return most;
        }

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Map<String, Object> arguments() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("kind", kind.id());
        if (kind != Kind.PASSPHRASE) {
            length.ifPresent(value -> values.put("length", value));
        } else {
            words.ifPresent(value -> values.put("words", value));
        }
        if (kind == Kind.PASSWORD) {
            symbols.ifPresent(value -> values.put("symbols", value));
        }
        return values;
    }
}
