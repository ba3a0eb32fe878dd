// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.clock;

import dev.tenon.api.skill.Arguments;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What is asked.
 *
 * @param kind of answer
 * @param place where; empty where the asker is
 * @param other the second place of a difference
 * @param days from today, for dates
 */
record Question(Kind kind, Optional<String> place, Optional<String> other, int days) {
    /** Kinds of answers. */
    enum Kind {
        TIME,
        DATE,
        DIFFERENCE
    }

    Arguments arguments() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("kind", kind.name().toLowerCase(Locale.ROOT));
        place.ifPresent(name -> values.put("place", name));
        other.ifPresent(name -> values.put("other", name));
        if (days != 0) {
            values.put("days", days);
        }
        return new Arguments(values);
    }
}
