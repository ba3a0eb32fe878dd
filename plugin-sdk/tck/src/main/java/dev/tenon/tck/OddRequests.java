// SPDX-License-Identifier: Apache-2.0
package dev.tenon.tck;

import dev.tenon.api.skill.Utterance;
import java.util.List;

/** Requests that people and programs send by mistake or in malice. */
final class OddRequests {
    private OddRequests() {}

    static List<String> texts() {
        return List.of(
                "",
                " \t\n ",
                "?",
                "🙂",
                "👩‍👩‍👧‍👦🏳️‍🌈",
                "\u0000\uFFFF\u202E",
                "\uD800",
                "é".repeat(500),
                huge("a"),
                huge("1"),
                huge("("),
                huge("-"),
                huge("9^"),
                huge("1 km in miles "),
                huge("what is the time in "),
                huge("东京现在几点"),
                huge("百分之"),
                huge("🙂"),
                huge("\n"));
    }

    private static String huge(String piece) {
        return piece.repeat(Utterance.MAX_LENGTH / piece.length());
    }
}
