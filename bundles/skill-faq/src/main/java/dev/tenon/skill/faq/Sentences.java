// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.faq;

import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.SkillException.Reason;
import java.nio.file.Path;
import java.util.Locale;

/** What is said to the asker, in English and Chinese. */
final class Sentences {
    private Sentences() {}

    static String answer(String answer, Passage passage, Locale language) {
        return answer + "\n\n" + (isChinese(language) ? "来源：" : "Source: ") + passage.place();
    }

    static SkillException nothing(Path folder, int documents, Locale language) {
        return new SkillException(
                Reason.NO_ANSWER,
                isChinese(language)
                        ? "文档里没有提到这一点（文件夹 " + folder + "，共 " + documents + " 份文档）。换个说法再问，或者补充一份文档。"
                        : "Nothing in the documents speaks of that (" + folder + ", " + count(documents)
                                + "). Ask in other words, or add a document.");
    }

    static SkillException empty(Path folder, Locale language) {
        return new SkillException(
                Reason.NO_ANSWER,
                isChinese(language)
                        ? "还没有任何文档可供查阅：请把 Markdown 或文本文件放进 " + folder + "。"
                        : "There are no documents to answer from yet: put Markdown or text files into " + folder + ".");
    }

    static SkillException unreadable(Path folder, Locale language) {
        return new SkillException(
                Reason.UNAVAILABLE,
                isChinese(language)
                        ? "无法读取文档文件夹 " + folder + "：请检查它是否存在、是否可读。"
                        : "The folder of documents " + folder
                                + " cannot be read: check that it is there and may be read.");
    }

    static SkillException notYet(Locale language) {
        return new SkillException(
                Reason.UNAVAILABLE,
                isChinese(language) ? "文档还在读取中，请稍后再问。" : "The documents are still being read: ask again in a moment.");
    }

    static SkillException noQuestion(Locale language) {
        return new SkillException(
                Reason.INVALID_ARGUMENT,
                isChinese(language) ? "请说出您的问题。" : "What is the question? 'question' is missing.");
    }

    private static String count(int documents) {
        return documents == 1 ? "1 document" : documents + " documents";
    }

    private static boolean isChinese(Locale language) {
        return language.getLanguage().equals("zh");
    }
}
