// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.chance;

import dev.tenon.skill.chance.NumberGrammar.Wanted;
import java.math.BigInteger;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads piece by piece, from the left, which random numbers are wanted in Chinese; every piece must be known. */
final class ChineseNumberGrammar {
    private static final int LONGEST = 60;

    /** What a piece means. */
    private enum Piece {
        RANGE("(?:从|在|由)?(?<a>" + number() + ")号?(?:到|至|-|~|–|和|与)(?<b>" + number() + ")号?(?:之间|以内|范围内|之中|中|里面|里|内)?"),
        LIMIT("(?<b>" + number() + ")(?:以内|以下|之内)"),
        DIGITS("(?<b>" + number() + ")位(?:数字?)?"),
        DISTINCT("不重复的?|不同的?|不一样的?|互不相同的?"),
        RANDOM("随机|随便|任意|任|抽奖|抽签|彩票"),
        VERB("生成|产生|挑选|选取|选出|抽取|抽出|选择|选|挑|抽|取|给我|给|来|想|说|报|要|点|找|弄"),
        COUNT("(?:一组)?(?<b>[二两三四五六七八九十\\d]{1,3})(?:个|组|注)"),
        NOUN("整数|自然数|数字|数值|随机数|号码|学号|学生|数|号"),
        FILL("就行|范围|个|一?个|一组|一|的|地|出|从|在|里|中|用|范围|之间|,|:|我|你|介于");

        private final Pattern pattern;

        Piece(String pattern) {
            this.pattern = Pattern.compile(pattern);
        }

        private static String number() {
            return "-?\\d{1,30}+[万亿]?|[零一二两三四五六七八九十百千万亿]{1,20}+";
        }
    }

    private ChineseNumberGrammar() {}

    static Optional<Wanted> read(String text) {
        if (text.length() > LONGEST
                || text.chars().noneMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN)) {
            return Optional.empty();
        }
        Map<Piece, Matcher> seen = new EnumMap<>(Piece.class);
        for (int at = 0; at < text.length(); ) {
            Matcher next = next(text, at, seen);
            if (next == null) {
                return Optional.empty();
            }
            at = next.end();
        }
        boolean sized =
                seen.containsKey(Piece.RANGE) || seen.containsKey(Piece.LIMIT) || seen.containsKey(Piece.DIGITS);
        boolean random = seen.containsKey(Piece.RANDOM) || seen.containsKey(Piece.VERB) && seen.containsKey(Piece.NOUN);
        boolean numbers = sized || seen.containsKey(Piece.RANDOM) && seen.containsKey(Piece.NOUN);
        return random && numbers ? wanted(seen) : Optional.empty();
    }

    private static @org.jspecify.annotations.Nullable Matcher next(String text, int at, Map<Piece, Matcher> seen) {
        for (Piece piece : Piece.values()) {
            Matcher match = piece.pattern.matcher(text).region(at, text.length());
            if (match.lookingAt()) {
                boolean twice = seen.put(piece, match) != null;
                return twice && piece.ordinal() <= Piece.DIGITS.ordinal() ? null : match;
            }
        }
        return null;
    }

    private static Optional<Wanted> wanted(Map<Piece, Matcher> seen) {
        Optional<Integer> count = Optional.ofNullable(seen.get(Piece.COUNT))
                .map(match -> match.group("b"))
                .map(Counts::small)
                .orElse(Optional.of(1))
                .filter(k -> k >= 1);
        if (count.isEmpty()) {
            return Optional.empty();
        }
        if (seen.containsKey(Piece.DIGITS)) {
            return Counts.small(seen.get(Piece.DIGITS).group("b"))
                    .flatMap(digits -> NumberGrammar.ofDigits(digits, count.get()));
        }
        Matcher range = seen.getOrDefault(Piece.RANGE, seen.get(Piece.LIMIT));
        Optional<BigInteger> a =
                seen.containsKey(Piece.RANGE) ? Counts.read(range.group("a")) : Optional.of(BigInteger.ONE);
        Optional<BigInteger> b = range == null ? Optional.of(BigInteger.valueOf(100)) : Counts.read(range.group("b"));
        return a.isEmpty() || b.isEmpty()
                ? Optional.empty()
                : Optional.of(new Wanted(
                        a.get().min(b.get()), a.get().max(b.get()), count.get(), seen.containsKey(Piece.DISTINCT)));
    }
}
