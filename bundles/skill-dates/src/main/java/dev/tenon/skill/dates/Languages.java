// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.dates;

import java.util.Locale;

/** Which of the two languages of this plugin to speak. */
final class Languages {
    private Languages() {}

    static boolean isChinese(Locale language) {
        return language.getLanguage().equals("zh");
    }
}
