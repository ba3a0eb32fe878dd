// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.regex;

import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.SkillException.Reason;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The sentences of the answers, in one of two languages. */
enum Answers {
    ENGLISH,
    CHINESE;

    private static final int MOST_SHOWN = 20;
    private static final int MOST_CHARACTERS = 200;

    static Answers in(Locale language) {
        return language.getLanguage().equals("zh") ? CHINESE : ENGLISH;
    }

    String pick(String english, String chinese) {
        return this == CHINESE ? chinese : english;
    }

    SkillException invalid(String english, String chinese) {
        return new SkillException(Reason.INVALID_ARGUMENT, pick(english, chinese));
    }

    String flaw(Flaw flaw, String pattern) {
        String here = pattern.substring(flaw.position() - 1, Math.min(pattern.length(), flaw.position() + 19));
        return pick("The pattern is wrong at position %d, from '%s': %s.", "表达式在第 %d 个字符处（从“%s”起）有误：%s。")
                .formatted(flaw.position(), here, pick(flaw.english(), flaw.chinese()));
    }

    String match(boolean whole, List<Trial.Found> found) {
        if (whole) {
            return pick("Yes, the pattern matches the whole text.", "匹配，表达式匹配整个文本。") + groups(found);
        }
        if (found.isEmpty()) {
            return pick("No, the pattern matches nothing in this text.", "不匹配，文本中没有任何部分符合表达式。");
        }
        return pick("Only in part: it matches %s, but not the whole text.", "部分匹配：匹配到 %s，但不匹配整个文本。")
                .formatted(place(found.get(0)));
    }

    private String groups(List<Trial.Found> found) {
        if (found.isEmpty() || found.get(0).groups().isEmpty()) {
            return "";
        }
        return pick(" Groups: ", "分组：")
                + found.get(0).groups().stream().map(this::quoted).collect(Collectors.joining(pick(", ", "、")))
                + pick(".", "。");
    }

    String find(List<Trial.Found> found) {
        if (found.isEmpty()) {
            return pick("No matches.", "没有匹配项。");
        }
        String count = found.size() == Trial.MOST_MATCHES
                ? pick("At least %d matches", "至少 %d 个匹配项")
                : found.size() == 1 ? pick("%d match", "%d 个匹配项") : pick("%d matches", "%d 个匹配项");
        String places = found.stream().limit(MOST_SHOWN).map(this::place).collect(Collectors.joining(pick(", ", "、")));
        return count.formatted(found.size())
                + pick(": ", "：")
                + places
                + (found.size() > MOST_SHOWN ? " …" : pick(".", "。"));
    }

    String replaced(String text) {
        return pick("Result: ", "结果：") + text;
    }

    private String place(Trial.Found found) {
        return found.end() == found.start()
                ? pick("an empty text at position %d", "第 %d 个字符处的空文本").formatted(found.start() + 1)
                : pick("%s at position %d", "%s（第 %d 个字符起）").formatted(quoted(found.text()), found.start() + 1);
    }

    private String quoted(String text) {
        String shown = text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) + "…" : text;
        return pick("'" + shown + "'", "“" + shown + "”");
    }

    List<Object> values(List<Trial.Found> found) {
        return found.stream()
                .<Object>map(match -> Map.of(
                        "start", match.start(), "end", match.end(), "text", match.text(), "groups", match.groups()))
                .toList();
    }
}
