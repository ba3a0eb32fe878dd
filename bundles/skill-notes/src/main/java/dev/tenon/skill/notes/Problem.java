// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.notes;

import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.SkillException.Reason;
import java.util.Locale;

/** Why a request is refused, in the asker's words. */
enum Problem {
    DAMAGED(
            Reason.UNAVAILABLE,
            "The notes cannot be read: the file notes.json in the data folder of this plugin is damaged. It was left"
                    + " as it is; repair it or move it away, then ask again.",
            "无法读取笔记：本插件数据文件夹中的 notes.json 已损坏。文件保持原样；请修复或移走它，然后再试。"),
    NEWER(
            Reason.UNAVAILABLE,
            "The notes were written by a newer version of this plugin: install that version again.",
            "笔记是由本插件的更新版本写入的，请重新安装该版本。"),
    UNREADABLE(
            Reason.UNAVAILABLE,
            "The notes cannot be read: check that notes.json in the data folder of this plugin may be read.",
            "无法读取笔记：请检查本插件数据文件夹中的 notes.json 是否可读。"),
    NOT_SAVED(
            Reason.UNAVAILABLE,
            "That could not be saved: check that the disk has room and that the data folder of this plugin may be"
                    + " written, then ask again.",
            "保存失败：请检查磁盘空间以及本插件的数据文件夹是否可写，然后再试。"),
    FULL(Reason.NO_ANSWER, "There are 10,000 notes already: delete some first.", "笔记已达 10,000 条，请先删除一些。"),
    FULL_TEXT(
            Reason.NO_ANSWER,
            "The notes have 4,000,000 characters together already: delete some first.",
            "所有笔记合计已达 4,000,000 个字符，请先删除一些。"),
    TOO_LONG(
            Reason.INVALID_ARGUMENT,
            "A note has at most 4,000 characters, this one %,d: shorten it or make two of it.",
            "一条笔记最多 4,000 个字符，这条有 %,d 个：请缩短或分成两条。"),
    NO_TEXT(
            Reason.INVALID_ARGUMENT,
            "What shall I note? Say for example: note: the door code is 4711.",
            "要记什么？例如可以说：记一下：门禁密码是4711。"),
    BAD_NUMBER(
            Reason.INVALID_ARGUMENT, "A note's number is a whole number from 1 on, not %s.", "笔记的编号是从 1 开始的整数，不是 %s。"),
    WHICH(
            Reason.INVALID_ARGUMENT,
            "Which note? Notes are deleted one at a time: say its number or some of its words.",
            "哪一条笔记？笔记只能一条一条地删除：请说出它的编号或其中的几个字。"),
    NO_SUCH_NUMBER(Reason.NO_ANSWER, "There is no note %s.", "没有第 %s 号笔记。"),
    NOT_FOUND(Reason.NO_ANSWER, "No note has the words “%s”.", "没有包含“%s”的笔记。"),
    NO_NOTES(Reason.NO_ANSWER, "There are no notes.", "还没有笔记。"),
    AMBIGUOUS(
            Reason.NO_ANSWER,
            "%d notes have the words “%s”. Say the number of the one to delete:\n%s",
            "有 %d 条笔记包含“%s”。请说出要删除的编号：\n%s");

    private final Reason reason;
    private final String english;
    private final String chinese;

    Problem(Reason reason, String english, String chinese) {
        this.reason = reason;
        this.english = english;
        this.chinese = chinese;
    }

    SkillException in(Locale language, Object... details) {
        return new SkillException(
                reason, String.format(Locale.ROOT, language.getLanguage().equals("zh") ? chinese : english, details));
    }
}
