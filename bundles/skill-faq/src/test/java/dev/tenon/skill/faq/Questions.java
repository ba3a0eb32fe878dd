// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.faq;

import java.util.List;

/** Questions of the tests, each with the place of its answer. */
record Questions(String question, String file, String heading) {
    static List<Questions> of(String resource) {
        return Resources.lines(resource).stream()
                .map(line -> line.split(" \\| "))
                .map(parts -> new Questions(parts[0], parts[1], parts[2]))
                .toList();
    }
}
