// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.timer;

import dev.tenon.api.skill.SkillException.Reason;

/** Why timers cannot be read or kept. */
enum Problem {
    DAMAGED(
            Reason.FAILED,
            "The file of timers is damaged, so I leave it alone: ask the operator to repair or remove it"
                    + " (the host's log names it).",
            "计时器文件已损坏，我不会改动它：请让管理员修复或删除该文件（主机日志中有它的路径）。"),
    NEWER(
            Reason.FAILED,
            "A newer version has written the file of timers: ask the operator to update the timer plugin.",
            "计时器文件由更新的版本写入：请让管理员更新计时器插件。"),
    UNREADABLE(
            Reason.UNAVAILABLE,
            "The file of timers cannot be read now: ask the operator to look into the host's log.",
            "现在无法读取计时器文件：请让管理员查看主机日志。"),
    NOT_SAVED(
            Reason.UNAVAILABLE,
            "I could not save that, so nothing has changed: is the disk full? Try again.",
            "未能保存，因此什么都没有改变：磁盘是否已满？请再试一次。"),
    TOO_MANY(
            Reason.NO_ANSWER,
            "100 timers are running already, and that is the most: cancel one first.",
            "已有 100 个计时器在运行，这是上限：请先取消一个。");

    private final Reason reason;
    private final String english;
    private final String chinese;

    Problem(Reason reason, String english, String chinese) {
        this.reason = reason;
        this.english = english;
        this.chinese = chinese;
    }

    Reason reason() {
        return reason;
    }

    String text(boolean inChinese) {
        return inChinese ? chinese : english;
    }
}
