// SPDX-License-Identifier: Apache-2.0
package dev.tenon.assistant;

import java.lang.Character.UnicodeScript;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What the assistant says itself, in English and Chinese. */
final class Sentences {
    private static final int LOOKED_AT = 1_000;
    private static final Pattern LATIN_WORD = Pattern.compile("\\p{IsLatin}{2,}+");

    private Sentences() {}

    /**
     * The language to answer in: as given, else by the script of the request. Chinese with some Latin words in it is
     * Chinese; English with a Chinese word in it is English.
     */
    static Locale language(Locale given, String text) {
        if (!given.getLanguage().isEmpty()) {
            return given;
        }
        String seen = text.substring(0, Math.min(text.length(), LOOKED_AT));
        long han = seen.codePoints()
                .filter(c -> UnicodeScript.of(c) == UnicodeScript.HAN)
                .count();
        long words = LATIN_WORD.matcher(seen).results().count();
        return han > 0 && han >= words ? Locale.CHINESE : Locale.ENGLISH;
    }

    static String empty(Locale language) {
        return chinese(language) ? "请求是空的，请提一个问题。" : "The request is empty: ask something.";
    }

    static String nobody(Locale language) {
        return chinese(language)
                ? "已安装的插件都无法回答，市场上也没有能回答的插件。"
                : "Nothing installed can answer this, and nothing in the marketplace can.";
    }

    static String nobodyWithoutMarket(Locale language) {
        return chinese(language)
                ? "已安装的插件都无法回答，也没有连接插件市场。"
                : "Nothing installed can answer this, and no marketplace is known that might.";
    }

    static String couldBeInstalled(Locale language, List<String> shortNames) {
        String first = shortNames.get(0);
        String others = String.join(chinese(language) ? "、" : ", ", shortNames.subList(1, shortNames.size()));
        if (chinese(language)) {
            return "已安装的插件都无法回答。插件“" + first + "”可以：./tenon plugin install " + first
                    + (others.isEmpty() ? "" : "（或者：" + others + "）");
        }
        return "Nothing installed can answer this. The plugin '" + first + "' could: ./tenon plugin install " + first
                + (others.isEmpty() ? "" : " (or: " + others + ")");
    }

    /** The plugin is here and does not run. */
    static String couldBeEnabled(Locale language, String shortName) {
        return chinese(language)
                ? "插件“" + shortName + "”可以回答。它已安装，但被停用了：./tenon plugin enable " + shortName
                : "The plugin '" + shortName
                        + "' could answer this. It is installed, but disabled: ./tenon plugin enable " + shortName;
    }

    static String whichIsMeant(Locale language, List<String> examples) {
        if (chinese(language)) {
            return "我不确定您的意思。您是想问类似“" + String.join("”还是“", examples) + "”这样的问题吗？请换个说法。";
        }
        return "I am not sure what is meant: something like '" + String.join("' or '", examples)
                + "'? Please put it another way.";
    }

    /** Nothing that the asker says would tell them apart. */
    static String alike(Locale language, String example, List<String> skills) {
        return chinese(language)
                ? "这些技能都说自己能回答“" + example + "”，无法区分：" + String.join("、", skills)
                        + "。请卸载其中一个插件（./tenon plugin remove），或换个说法。"
                : "Several skills say that they answer requests like '" + example + "': " + String.join(", ", skills)
                        + ". Remove one of the plugins (./tenon plugin remove), or put it another way.";
    }

    static String cannotRead(Locale language, String example) {
        return chinese(language)
                ? "我大概知道您要什么，但没有完全读懂。可以这样问：“" + example + "”"
                : "I think I know who could answer, but cannot read all of it. Ask like this: '" + example + "'";
    }

    static String missing(Locale language, List<String> missing, String example) {
        String list = String.join(chinese(language) ? "、" : ", ", missing);
        return chinese(language)
                ? "还缺少：" + list + "。可以这样问：“" + example + "”"
                : "Something is missing: " + list + ". Ask like this: '" + example + "'";
    }

    static String needsAttachment(Locale language, List<String> mediaTypes) {
        boolean picture = mediaTypes.stream().anyMatch(type -> type.startsWith("image/"));
        boolean sound = mediaTypes.stream().anyMatch(type -> type.startsWith("audio/"));
        if (chinese(language)) {
            return "这个问题需要附上"
                    + (picture
                            ? "一张图片（./tenon ask --image 文件 …）"
                            : sound ? "一段录音（./tenon ask --audio 文件 …）" : String.join("、", mediaTypes))
                    + "。";
        }
        return "This needs "
                + (picture
                        ? "a picture: send one along (./tenon ask --image FILE …)."
                        : sound
                                ? "a sound: send one along (./tenon ask --audio FILE …)."
                                : "an attachment: " + String.join(", ", mediaTypes) + ".");
    }

    static String failed(Locale language, String id) {
        return chinese(language) ? "技能“" + id + "”出错了，原因见日志。" : "The skill '" + id + "' failed; the log says why.";
    }

    static String tooSlow(Locale language, String id, long seconds) {
        return chinese(language)
                ? "技能“" + id + "”在 " + seconds + " 秒内没有回答。"
                : "The skill '" + id + "' gave no answer within " + seconds + " seconds.";
    }

    static String tooBusy(Locale language) {
        return chinese(language) ? "助手正忙，请稍后再试。" : "The assistant is busy; ask again in a moment.";
    }

    static String replaced(Locale language, String id) {
        return chinese(language)
                ? "技能“" + id + "”在回答时被更新了，请再问一次。"
                : "The skill '" + id + "' was replaced while it answered; ask again.";
    }

    static String gone(Locale language) {
        return chinese(language) ? "请求已取消。" : "The request was cancelled.";
    }

    private static boolean chinese(Locale language) {
        return language.getLanguage().equals("zh");
    }
}
