// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.units;

import java.util.Locale;
import javax.measure.Unit;
import tech.units.indriya.unit.BaseUnit;
import tech.units.indriya.unit.Units;

/** What is measured, with the SI unit that the data file's factors refer to. */
enum Dimension {
    LENGTH("a length", "长度", Units.METRE),
    MASS("a mass", "质量", Units.KILOGRAM),
    TEMPERATURE("a temperature", "温度", Units.KELVIN),
    AREA("an area", "面积", Units.SQUARE_METRE),
    VOLUME("a volume", "体积", Units.CUBIC_METRE),
    SPEED("a speed", "速度", Units.METRE_PER_SECOND),
    TIME("a time", "时间", Units.SECOND),
    DATA("an amount of data", "数据量", new BaseUnit<>("byte")),
    ENERGY("an energy", "能量", Units.JOULE),
    POWER("a power", "功率", Units.WATT),
    PRESSURE("a pressure", "压强", Units.PASCAL),
    ANGLE("an angle", "角度", Units.RADIAN),
    FREQUENCY("a frequency", "频率", Units.HERTZ),
    FORCE("a force", "力", Units.NEWTON),
    CONSUMPTION("a fuel consumption", "油耗", Units.CUBIC_METRE.divide(Units.METRE)),
    ECONOMY("a fuel economy", "燃油效率", Units.METRE.divide(Units.CUBIC_METRE));

    private final String english;
    private final String chinese;
    private final Unit<?> base;

    Dimension(String english, String chinese, Unit<?> base) {
        this.english = english;
        this.chinese = chinese;
        this.base = base;
    }

    String in(Locale language) {
        return language.getLanguage().equals("zh") ? chinese : english;
    }

    Unit<?> base() {
        return base;
    }

    /** Litres per 100 km and miles per gallon say the same, upside down. */
    boolean isInverseOf(Dimension other) {
        return this == CONSUMPTION && other == ECONOMY || this == ECONOMY && other == CONSUMPTION;
    }
}
