// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.calc;

import java.util.Locale;

/** Why an expression has no value, in the asker's words. */
enum Problem {
    DIVISION_BY_ZERO("Nothing can be divided by zero.", "不能除以零。"),
    TOO_LARGE("The result would have more than 1,000 digits; ask for something smaller.", "结果超过一千位数字，请换一个小一点的算式。"),
    TOO_SMALL("The result is too close to zero to be written down.", "结果太接近零，无法写出。"),
    ROOT_OF_NEGATIVE("A negative number has no real root of that kind.", "负数没有这样的实数根。"),
    LOG_OF_NON_POSITIVE("Logarithms exist for positive numbers only.", "只有正数才有对数。"),
    LOG_BASE("The base of a logarithm must be positive and not 1.", "对数的底必须是不等于一的正数。"),
    ARC_RANGE("asin and acos take numbers from -1 to 1.", "反正弦和反余弦的自变量必须在 -1 到 1 之间。"),
    TANGENT_POLE("The tangent has no value there.", "正切在此处没有值。"),
    ANGLE_TOO_LARGE("That angle is too large to be exact.", "这个角度太大，无法精确计算。"),
    FACTORIAL_RANGE("Factorials exist for whole numbers from 0 on.", "只有非负整数才有阶乘。"),
    ROUND_PLACES("round takes a whole number of places from 0 to 100.", "保留的小数位数必须是 0 到 100 的整数。");

    private final String english;
    private final String chinese;

    Problem(String english, String chinese) {
        this.english = english;
        this.chinese = chinese;
    }

    String in(Locale language) {
        return language.getLanguage().equals("zh") ? chinese : english;
    }
}
