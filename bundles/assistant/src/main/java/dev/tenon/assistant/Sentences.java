// SPDX-License-Identifier: Apache-2.0
package dev.tenon.assistant;

import java.lang.Character.UnicodeScript;
import java.util.List;
import java.util.Locale;

/** What the assistant says itself, in English and Chinese. */
final class Sentences {
    private Sentences() {}

    /** The language to answer in: as given, else by the script of the request. */
    static Locale language(Locale given, String text) {
        if (!given.getLanguage().isEmpty()) {
            return given;
        }
        boolean han = text.codePoints().limit(1_000).anyMatch(c -> UnicodeScript.of(c) == UnicodeScript.HAN);
        return han ? Locale.CHINESE : Locale.ENGLISH;
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

    static String gone(Locale language) {
        return chinese(language) ? "请求已取消。" : "The request was cancelled.";
    }

    private static boolean chinese(Locale language) {
        return language.getLanguage().equals("zh");
    }
}
