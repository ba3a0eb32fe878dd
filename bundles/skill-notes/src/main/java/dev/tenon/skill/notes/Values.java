// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.notes;

import java.util.LinkedHashMap;
import java.util.Map;

/** Notes for programs. */
final class Values {
    private Values() {}

    static Map<String, Object> of(Note note) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("number", note.number());
        values.put("text", note.text());
        values.put("added", note.added());
        return values;
    }
}
