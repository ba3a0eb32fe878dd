// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.color;

import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.SkillException.Reason;

/** What both skills say alike. */
final class Sentences {
    private Sentences() {}

    /**
     * Reads a colour or says why it is none.
     *
     * @throws SkillException if it is no colour
     */
    static Color color(ColorReader reader, String said, boolean chinese) throws SkillException {
        String shown = said.length() > 60 ? said.substring(0, 60) + "…" : said;
        String message = chinese
                ? "“" + shown + "”不是我认识的颜色。请写成 #FF8800、rgb(255, 136, 0)、hsl(32, 100%, 50%)、cmyk(0, 47, 100, 0) 或颜色名称；"
                        + "RGB 为 0 到 255，其余为百分比，不支持透明度。"
                : "'" + shown + "' is no colour I can read. Write #FF8800, rgb(255, 136, 0), hsl(32, 100%, 50%),"
                        + " cmyk(0, 47, 100, 0) or a CSS name; RGB goes from 0 to 255, the rest in percent, without transparency.";
        return reader.read(said).orElseThrow(() -> new SkillException(Reason.INVALID_ARGUMENT, message));
    }
}
