// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.price;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What packages are measured in. */
enum Unit {
    G(Measure.MASS, "1", "g", "克", "g|grams?|gramme?s?|gr|克"),
    KG(Measure.MASS, "1000", "kg", "公斤", "kgs?|kilos?|kilogram(?:me)?s?|公斤|千克"),
    LB(Measure.MASS, "453.59237", "lb", "磅", "lbs?|pounds?|磅"),
    FL_OZ(Measure.VOLUME, "29.5735295625", "fl oz", "液量盎司", "fl\\.? ?oz\\.?|fluid ounces?|液量盎司|液盎司"),
    OZ(Measure.MASS, "28.349523125", "oz", "盎司", "oz|ounces?|盎司"),
    JIN(Measure.MASS, "500", "jin", "斤", "jin|catty|catties|市斤|斤"),
    LIANG(Measure.MASS, "50", "liang", "两", "liang|两"),
    ML(Measure.VOLUME, "1", "ml", "毫升", "ml|millilit(?:re|er)s?|毫升"),
    CL(Measure.VOLUME, "10", "cl", "厘升", "cl|centilit(?:re|er)s?|厘升"),
    DL(Measure.VOLUME, "100", "dl", "分升", "dl|decilit(?:re|er)s?|分升"),
    L(Measure.VOLUME, "1000", "l", "升", "l|lit(?:re|er)s?|ltr|升"),
    GALLON(Measure.VOLUME, "3785.411784", "gallon", "加仑", "gal|gallons?|加仑"),
    QUART(Measure.VOLUME, "946.352946", "quart", "夸脱", "qt|quarts?|夸脱"),
    PINT(Measure.VOLUME, "473.176473", "pint", "品脱", "pt|pints?|品脱"),
    PIECE(
            Measure.PIECES,
            "1",
            "piece",
            "个",
            "pieces?|pcs?|items?|eggs?|rolls?|tablets?|pills?|capsules?|bags?|teabags?|cans?|bottles?|sheets?|bars?|cups?"
                    + "|pods?|rolls?|boxes|box|diapers?|nappies|nappy|batteries|battery|units?|servings?|slices?|packets?|packs?"
                    + "|只|个(?!人|朋友|同事|室友|月|小时)|枚|片|包|瓶|卷|袋|盒|罐|支|粒|张|抽|条|根|双|件|听|杯|颗|块装|份|串|头|朵|节");

    /** What can be compared. */
    enum Measure {
        MASS,
        VOLUME,
        PIECES
    }

    private final Measure measure;
    private final BigDecimal size;
    private final String english;
    private final String chinese;
    private final String pattern;

    Unit(Measure measure, String size, String english, String chinese, String pattern) {
        this.measure = measure;
        this.size = new BigDecimal(size);
        this.english = english;
        this.chinese = chinese;
        this.pattern = pattern;
    }

    Measure measure() {
        return measure;
    }

    /** In grams, millilitres or pieces. */
    BigDecimal size() {
        return size;
    }

    String name(Locale language) {
        return Texts.of(language, english, chinese);
    }

    /** All ways to write any unit, as a part of a pattern. Captures nothing. */
    static String anyPattern() {
        return "(?:"
                + String.join("|", Arrays.stream(values()).map(u -> u.pattern).toList()) + ")";
    }

    /** Finds a unit by any of its names. */
    static Optional<Unit> find(String name) {
        return Arrays.stream(values())
                .filter(unit -> name.equals(unit.english) || name.matches(unit.pattern))
                .findFirst();
    }

    /** The unit that prices of these packages are compared by: the kilogram unless all are sold otherwise. */
    static Unit common(List<Unit> units) {
        Measure measure = units.get(0).measure;
        if (measure == Measure.PIECES) {
            return PIECE;
        }
        if (units.stream().allMatch(unit -> unit == JIN || unit == LIANG)) {
            return JIN;
        }
        if (units.stream().allMatch(unit -> unit == LB || unit == OZ)) {
            return LB;
        }
        if (units.stream().allMatch(unit -> unit == FL_OZ)) {
            return FL_OZ;
        }
        return measure == Measure.MASS ? KG : L;
    }
}
