// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.notes;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The sentences of the answers. */
final class Texts {
    /** More notes than this are not listed at once. */
    static final int SHOWN = 20;

    private static final int LINE = 120;

    private Texts() {}

    static boolean chinese(Locale language) {
        return language.getLanguage().equals("zh");
    }

    static String added(Note note, Locale language) {
        return (chinese(language) ? "已记下第 %d 号笔记：%s" : "Noted as number %d: %s")
                .formatted(note.number(), line(note.text()));
    }

    static String deleted(Note note, Locale language) {
        return (chinese(language) ? "已删除第 %d 号笔记：%s" : "Deleted note %d: %s")
                .formatted(note.number(), line(note.text()));
    }

    /** A list of what was found, the newest of them. */
    static String list(List<Note> found, List<Note> shown, Optional<String> words, Locale language) {
        if (found.isEmpty()) {
            return words.map(said ->
                            (chinese(language) ? "没有包含“%s”的笔记。" : "No note has the words “%s”.").formatted(line(said)))
                    .orElse(chinese(language) ? "还没有笔记。" : "There are no notes yet.");
        }
        String head = words.map(said -> chinese(language)
                        ? "有 %d 条笔记包含“%s”".formatted(found.size(), line(said))
                        : "%s with the words “%s”".formatted(count(found.size()), line(said)))
                .orElseGet(() ->
                        chinese(language) ? "共有 %d 条笔记".formatted(found.size()) : "You have " + count(found.size()));
        String part = shown.size() == found.size()
                ? ""
                : (chinese(language) ? "，最新的 %d 条是" : ", the newest %d").formatted(shown.size());
        return head + part + (chinese(language) ? "：\n" : ":\n") + lines(shown);
    }

    private static String count(int notes) {
        return notes == 1 ? "1 note" : notes + " notes";
    }

    /** One line a note; a note that stands alone is shown in full. */
    static String lines(List<Note> notes) {
        return notes.stream()
                .map(note -> note.number() + ". " + (notes.size() == 1 ? note.text() : line(note.text())))
                .collect(Collectors.joining("\n"));
    }

    /** A text on one line, cut if it is long. */
    static String line(String text) {
        String flat = text.replaceAll("\\s+", " ").strip();
        int end = flat.offsetByCodePoints(0, Math.min(LINE, flat.codePointCount(0, flat.length())));
        return end == flat.length() ? flat : flat.substring(0, end) + "…";
    }
}
