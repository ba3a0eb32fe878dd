// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.todo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Entries of the list for programs. */
final class Values {
    private Values() {}

    static Map<String, Object> of(Todo todo) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("number", todo.number());
        values.put("text", todo.text());
        values.put("added", todo.added());
        values.put("done", todo.done());
        return values;
    }

    /** Some of the entries and how many there are. */
    static Map<String, Object> of(int total, List<Todo> some) {
        return Map.of("total", total, "todos", some.stream().map(Values::of).toList());
    }
}
