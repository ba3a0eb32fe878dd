// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.todo;

import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.SkillException.Reason;
import java.util.Locale;

/** Why a request is refused, in the asker's words. */
enum Problem {
    DAMAGED(
            Reason.UNAVAILABLE,
            "The to-do list cannot be read: the file todos.json in the data folder of this plugin is damaged. It was"
                    + " left as it is; repair it or move it away, then ask again.",
            "无法读取待办清单：本插件数据文件夹中的 todos.json 已损坏。文件保持原样；请修复或移走它，然后再试。"),
    NEWER(
            Reason.UNAVAILABLE,
            "The to-do list was written by a newer version of this plugin: install that version again.",
            "待办清单是由本插件的更新版本写入的，请重新安装该版本。"),
    UNREADABLE(
            Reason.UNAVAILABLE,
            "The to-do list cannot be read: check that todos.json in the data folder of this plugin may be read.",
            "无法读取待办清单：请检查本插件数据文件夹中的 todos.json 是否可读。"),
    NOT_SAVED(
            Reason.UNAVAILABLE,
            "That could not be saved: check that the disk has room and that the data folder of this plugin may be"
                    + " written, then ask again.",
            "保存失败：请检查磁盘空间以及本插件的数据文件夹是否可写，然后再试。"),
    FULL(
            Reason.NO_ANSWER,
            "The to-do list has 10,000 entries already: remove the done ones first.",
            "待办清单已有 10,000 项，请先清除已完成的待办。"),
    TOO_LONG(
            Reason.INVALID_ARGUMENT,
            "An entry has at most 500 characters, this one %,d: shorten it.",
            "一项待办最多 500 个字符，这项有 %,d 个：请缩短。"),
    NO_TEXT(
            Reason.INVALID_ARGUMENT,
            "What is to be done? Say for example: add to my to-do list: buy milk.",
            "要做什么？例如可以说：添加待办：买牛奶。"),
    BAD_NUMBER(
            Reason.INVALID_ARGUMENT,
            "An entry's number is a whole number from 1 on, not %s.",
            "待办的编号是从 1 开始的整数，不是 %s。"),
    BAD_SHOW(Reason.INVALID_ARGUMENT, "What is shown is open, done or all, not %s.", "可显示的是 open、done 或 all，而不是 %s。"),
    WHICH_COMPLETED(
            Reason.INVALID_ARGUMENT,
            "Which one is done? Say its number or some of its words, one at a time.",
            "完成了哪一项？请说出它的编号或其中的几个字，一次一项。"),
    WHICH_REMOVED(
            Reason.INVALID_ARGUMENT,
            "Which one is to go? Say its number or some of its words, one at a time; or: remove the done ones.",
            "要删除哪一项？请说出它的编号或其中的几个字，一次一项；或者说：清除已完成的待办。"),
    NO_SUCH_NUMBER(Reason.NO_ANSWER, "There is no number %s on the to-do list.", "待办清单上没有第 %s 项。"),
    NOT_FOUND(Reason.NO_ANSWER, "Nothing on the to-do list has the words “%s”.", "待办清单上没有包含“%s”的事项。"),
    EMPTY(Reason.NO_ANSWER, "The to-do list is empty.", "待办清单是空的。"),
    AMBIGUOUS(
            Reason.NO_ANSWER,
            "%d entries have the words “%s”. Say the number of the one you mean:\n%s",
            "有 %d 项待办包含“%s”。请说出编号：\n%s");

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
