// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.todo;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The sentences of the answers. */
final class Texts {
    private static final int LINE = 120;

    private Texts() {}

    private static boolean chinese(Locale language) {
        return language.getLanguage().equals("zh");
    }

    static String added(Todo todo, Locale language) {
        return (chinese(language) ? "已加入待办第 %d 项：%s" : "On the list as number %d: %s")
                .formatted(todo.number(), line(todo.text()));
    }

    static String completed(Todo todo, long left, Locale language) {
        String head = (chinese(language) ? "第 %d 项已完成：%s。" : "Number %d is done: %s.")
                .formatted(todo.number(), line(todo.text()));
        if (left == 0) {
            return head + (chinese(language) ? "没有剩余的待办。" : " Nothing is left.");
        }
        return head
                + (chinese(language) ? "还剩 %d 项。" : left == 1 ? " 1 thing is left." : " %d things are left.")
                        .formatted(left);
    }

    static String doneBefore(Todo todo, Locale language) {
        return (chinese(language) ? "第 %d 项之前已经完成：%s" : "Number %d was done already: %s")
                .formatted(todo.number(), line(todo.text()));
    }

    static String removed(Todo todo, Locale language) {
        return (chinese(language) ? "已删除待办第 %d 项：%s" : "Removed number %d: %s")
                .formatted(todo.number(), line(todo.text()));
    }

    static String removedDone(List<Todo> removed, Locale language) {
        if (removed.isEmpty()) {
            return chinese(language) ? "没有已完成的待办。" : "Nothing on the list is done.";
        }
        return chinese(language)
                ? "已清除 %d 项已完成的待办。".formatted(removed.size())
                : removed.size() == 1
                        ? "Removed the one that was done."
                        : "Removed the %d that were done.".formatted(removed.size());
    }

    /** A list of what was asked for; of a long one the beginning. */
    static String list(Show show, List<Todo> found, List<Todo> shown, long done, Locale language) {
        if (found.isEmpty()) {
            return show.nothing(language, done);
        }
        String part = shown.size() == found.size()
                ? ""
                : (chinese(language) ? "，前 %d 项是" : ", the first %d").formatted(shown.size());
        return show.head(language, found.size()) + part + (chinese(language) ? "：\n" : ":\n") + lines(shown);
    }

    static String lines(List<Todo> todos) {
        return todos.stream()
                .map(todo -> todo.number() + ". " + (todo.done() ? "✓ " : "") + line(todo.text()))
                .collect(Collectors.joining("\n"));
    }

    /** A text on one line, cut if it is long. */
    static String line(String text) {
        String flat = text.replaceAll("\\s+", " ").strip();
        int end = flat.offsetByCodePoints(0, Math.min(LINE, flat.codePointCount(0, flat.length())));
        return end == flat.length() ? flat : flat.substring(0, end) + "…";
    }
}
