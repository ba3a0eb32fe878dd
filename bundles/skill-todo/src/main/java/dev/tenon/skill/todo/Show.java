// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.todo;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Which part of the list is shown. */
enum Show {
    OPEN("%d to do", "待办 %d 项", "Nothing is left to do.", "没有待办事项。"),
    DONE("%d done", "已完成 %d 项", "Nothing is done yet.", "还没有完成的事项。"),
    ALL("%d on the list", "清单上共有 %d 项", "The to-do list is empty.", "待办清单是空的。");

    private final String english;
    private final String chinese;
    private final String nothingEnglish;
    private final String nothingChinese;

    Show(String english, String chinese, String nothingEnglish, String nothingChinese) {
        this.english = english;
        this.chinese = chinese;
        this.nothingEnglish = nothingEnglish;
        this.nothingChinese = nothingChinese;
    }

    static Optional<Show> named(String name) {
        return Arrays.stream(values())
                .filter(show -> show.spelling().equals(name))
                .findFirst();
    }

    String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean shows(Todo todo) {
        return this == ALL || todo.done() == (this == DONE);
    }

    String head(Locale language, int count) {
        return (language.getLanguage().equals("zh") ? chinese : english).formatted(count);
    }

    String nothing(Locale language, long done) {
        boolean zh = language.getLanguage().equals("zh");
        String more = this == OPEN && done > 0 ? (zh ? "已完成 %d 项。" : " %d done.").formatted(done) : "";
        return (zh ? nothingChinese : nothingEnglish) + more;
    }
}
