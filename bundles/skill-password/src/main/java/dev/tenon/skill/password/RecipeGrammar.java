// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.password;

import dev.tenon.skill.password.Recipe.Kind;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what kind of password is wanted, piece by piece from the left; every piece must be known. */
final class RecipeGrammar {
    /** Numbers in words. */
    static final List<String> ENGLISH = List.of(
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty");

    private static final String DIGITS = "零一二三四五六七八九";
    private static final String N = "(?<n>\\d{1,4}+|" + String.join("|", ENGLISH.subList(10, 21)) + "|"
            + String.join("|", ENGLISH.subList(1, 10)) + ")";
    private static final String NZH = "(?<n>\\d{1,4}+|[一二两三四五六七八九十]{1,3})";
    private static final String SIGNS =
            "(?:special )?(?:symbols?|special (?:characters?|chars?)|punctuation(?: marks)?)";
    private static final String LETTERS =
            "(?:(?:both )?upper(?:case)? and lower ?case(?: letters)?|numbers?|digits?|letters?|upper ?case(?: letters?)?|lower ?case(?: letters?)?|capitals?|capital letters)";

    /** What a piece means. */
    private enum Piece {
        MAKE(
                "generate|create me|create|make up|make me|make|give me|gimme|whip up|set me up with|hit me with|think up|i'd love|i'm after|set up|get me|suggest|come up with|produce|i need|i want|i'd like|think of|invent|propose|need"
                        + "|生成|产生|创建|推荐|新建|设计|制作|(?:想|来|要|想要|做|弄|搞|造|需要|设|整|出|给|换)(?=一?[个串组条]|一下|[一-龥\\d]{1,3}位|.{0,8}的?密码)"),
        NEW(
                "random|randomly|new|strong|secure|safe|good|complex|unique|memorable|easy[- ]to[- ]remember|unguessable|(?:hard|tough|difficult|impossible)[- ]to[- ](?:guess|crack|break)|unbreakable|fresh|(?:that |which )?(?:nobody|no one|no-one) can (?:guess|crack)|(?:that's |that is )?(?:easy|hard) to (?:remember|guess|crack|break)|(?:that )?i can (?:easily )?remember|another"
                        + "|随机的?|新的?|强|安全的?|高强度的?|复杂的?|好记的?|可靠的?|难猜的?|(?:别人|没人|谁都)(?:猜不到|猜不出|能猜到)的?|不(?:容易|易|好|会)被?(?:破解|猜到|猜中)的?|安全性高的?|安全系数高的?|高级的?|易记的?|容易记的?|又?安全"),
        PASSPHRASE("pass ?phrases?|password phrase|diceware(?: passphrase)?|密码短语|口令短语|短语密码|单词密码"),
        PIN("pin码|pin(?: code| number)?(?![a-z])|数字密码"),
        PASSWORD("passwords?|passcode|密码|口令"),
        WORDS("(?:(?:made )?(?:of|with|from|using|containing|having) )?" + N
                + "[- ](?:random |english |simple )?words?|(?:由|用|含)?" + NZH
                + "个(?:随机)?(?:的)?(?:英文|英语)?(?:单词|词语|词)(?:组成|构成)?的?"),
        DIGIT_COUNT("(?:(?:of|with|that has) )?" + N + "[- ]?(?:digits?|numbers?)|" + NZH + "位纯?数字的?"),
        LENGTH("(?:(?:of|with|that has|that is|having|containing|at least|exactly|length|long) ){0,3}" + N
                + "[- ]?(?:characters?|chars?|letters?|symbols?)(?: (?:long|in length|minimum))?|" + N
                + " long|(?:of )?length(?: of)? " + N
                + "|(?:至少|不少于|最少)?长度?(?:为|是)?(?:至少)?" + NZH + "位?的?|(?:至少|不少于|最少)?" + NZH
                + "(?:位数?|个字符|字符|个字)(?:长)?的?"),
        NO_SYMBOLS(
                "(?:but )?(?:without|with no|no|excluding|exclude|not using|don't use) (?:any )?" + SIGNS
                        + "|(?:with |using |of )?(?:only|just) (?:letters and (?:digits|numbers)|(?:numbers|digits) and letters|alphanumeric(?: characters)?)|alphanumeric"
                        + "|(?:不带|不含有?|不要|没有|无|不包含|不用|不包括)(?:任何)?(?:特殊)?(?:符号|字符|标点)的?|(?:只|仅)(?:有|含|包含|用|要|由)?(?:字母和数字|数字和字母|字母数字)(?:组成)?的?"),
        ONLY_DIGITS("(?:with |using |of )?(?:only|just) (?:digits|numbers)|numeric|纯数字的?|(?:只|仅)(?:有|含|用|要)数字的?"),
        SYMBOLS("(?:with|including|include|containing|using|and|that (?:has|contains)) (?:some )?" + SIGNS
                + "|(?:带有?|含有?|包含|要有|有|包括|和|加)?(?:特殊符号|特殊字符|符号)的?"),
        FILLER(
                "wi-?fi(?= (?:password|pin))|really|got to|i would|my|please|a(?: set of)?(?= )|an(?= )|one(?= )|some|me(?= )|very|really|and(?= )|with(?= "
                        + LETTERS + ")|"
                        + LETTERS + "|including(?= " + LETTERS
                        + ")|generator|that is|for me|long|,|[-]|一?[个串组条]|很|的|并且|而且|要(?=带|有|不|含)|且|(?:带有?|含有?|包含|有)?(?:大小写字母|大小写|大写字母|小写字母|字母|数字)[和、及]?|长|吧|点|一点|又|随机|一下|给我|是|:"),
        PURPOSE(
                "for (?:my |a |the |an )?(?:new )?[a-z][a-z-]{0,20}(?: [a-z-]{1,20}){0,2}$|(?:做|当|作)?wifi的?|(?:给|为)?我?的?(?:银行卡?|邮箱|信箱|路由器|手机|电脑|网站|账[户号]|微信|支付宝|无线网|无线|游戏|服务器|登录|注册)(?:账[户号])?(?:要|上)?用?的?");

        private final Pattern pattern;

        Piece(String pattern) {
            this.pattern = Pattern.compile(unambiguous(pattern), Pattern.CASE_INSENSITIVE);
        }

        /** Gives each group {@code n} of the alternatives its own name. */
        private static String unambiguous(String pattern) {
            String rest = pattern;
            for (int i = 1; rest.contains("(?<n>"); i++) {
                rest = rest.replaceFirst("\\(\\?<n>", "(?<n" + i + ">");
            }
            return rest;
        }

        private Optional<Integer> number(Matcher match) {
            for (int i = 1; pattern.pattern().contains("(?<n" + i + ">"); i++) {
                if (match.group("n" + i) != null) {
                    return Optional.of(count(match.group("n" + i)));
                }
            }
            return Optional.empty();
        }
    }

    private RecipeGrammar() {}

    /** What a reading of the request asks for. */
    static Optional<Recipe> read(String text) {
        Set<Piece> seen = EnumSet.noneOf(Piece.class);
        Optional<Integer> length = Optional.empty();
        Optional<Integer> words = Optional.empty();
        int at = 0;
        while (at < text.length()) {
            if (text.charAt(at) == ' ') {
                at++;
                continue;
            }
            int next = at;
            for (Piece piece : Piece.values()) {
                Matcher match =
                        piece.pattern.matcher(text).region(at, text.length()).useTransparentBounds(true);
                if (match.lookingAt() && isWhole(text, match.end())) {
                    seen.add(piece);
                    Optional<Integer> number = piece.number(match);
                    words = piece == Piece.WORDS ? number : words;
                    length = piece == Piece.LENGTH || piece == Piece.DIGIT_COUNT ? number : length;
                    next = match.end();
                    break;
                }
            }
            if (next == at) {
                return Optional.empty();
            }
            at = next;
        }
        return recipe(seen, length, words);
    }

    private static boolean isWhole(String text, int end) {
        return end >= text.length() || !isLetter(text.charAt(end)) || !isLetter(text.charAt(end - 1));
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
    }

    private static Optional<Recipe> recipe(Set<Piece> seen, Optional<Integer> length, Optional<Integer> words) {
        boolean named = seen.contains(Piece.PASSWORD) || seen.contains(Piece.PASSPHRASE) || seen.contains(Piece.PIN);
        boolean wanted =
                seen.contains(Piece.MAKE) || seen.contains(Piece.NEW) || length.isPresent() || words.isPresent();
        boolean purposeAlone =
                seen.contains(Piece.PURPOSE) && !seen.contains(Piece.MAKE) && length.isEmpty() && words.isEmpty();
        if (!named || !wanted || purposeAlone) {
            return Optional.empty();
        }
        boolean pin = seen.contains(Piece.PIN) || seen.contains(Piece.ONLY_DIGITS) || seen.contains(Piece.DIGIT_COUNT);
        Kind kind =
                seen.contains(Piece.PASSPHRASE) || words.isPresent() ? Kind.PASSPHRASE : pin ? Kind.PIN : Kind.PASSWORD;
        Optional<Boolean> symbols = seen.contains(Piece.NO_SYMBOLS)
                ? Optional.of(false)
                : seen.contains(Piece.SYMBOLS) ? Optional.of(true) : Optional.empty();
        return Optional.of(new Recipe(kind, length, words, symbols));
    }

    /** Reads a number of one or two digits in digits or words. */
    static int count(String said) {
        if (said.matches("\\d+")) {
            return Integer.parseInt(said);
        }
        if (ENGLISH.contains(said)) {
            return ENGLISH.indexOf(said);
        }
        String numeral = said.replace('两', '二');
        int ten = numeral.indexOf('十');
        if (ten < 0) {
            return DIGITS.indexOf(numeral.charAt(numeral.length() - 1));
        }
        int tens = ten == 0 ? 1 : DIGITS.indexOf(numeral.charAt(ten - 1));
        return 10 * tens + (ten == numeral.length() - 1 ? 0 : Math.max(0, DIGITS.indexOf(numeral.charAt(ten + 1))));
    }
}
