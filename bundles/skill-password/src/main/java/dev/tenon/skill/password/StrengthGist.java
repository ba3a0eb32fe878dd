// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.password;

import dev.tenon.wording.ChineseText;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The password of a request whose wording the grammar does not know: what is quoted or looks like one, where the rest
 * asks whether it is any good. Sure of little, so that it counts only where the request is like the skill's examples.
 */
final class StrengthGist {
    private static final Pattern QUOTED = Pattern.compile(
            "\"([^\"]{1,128})\"|“([^”]{1,128})”|(?<![A-Za-z0-9])'([^']{2,128})'(?![A-Za-z0-9])|‘([^’]{2,128})’|`([^`]{1,128})`|「([^」]{1,128})」|『([^』]{1,128})』");
    private static final Pattern AFTER_COLON = Pattern.compile("[:：]\\s*([\\x21-\\x7E]{3,128})\\s*$");
    /** No word: letters together with digits or signs, or digits alone. */
    private static final Pattern TOKEN = Pattern.compile("(?<![\\x21-\\x7E])[\\x21-\\x7E]{4,128}(?![\\x21-\\x7E])");

    private static final Pattern ODD = Pattern.compile("(?=.*[A-Za-z])(?=.*[\\d!@#$%^&*_+=~|<>?]).{4,}|\\d{4,}");
    /** Named as the password although it looks like a word. */
    private static final Pattern SAID = Pattern.compile(
            "\\b(?:password|passphrase|passcode|pw) (?:is |of |called |like |being )?(?!is\\b|of\\b|strong|strength|safe|secure|good|check|for\\b|would|will|manager|that|which|reset|recovery|hint|field|generator|polic|hash)([A-Za-z]{4,})(?=[?.,!;]|$| (?:is|any|really|good|safe|strong|secure|enough|ok|too)\\b)|\\b([A-Za-z]{5,}) (?:\\w+ ){0,3}as (?:a|my|our|the) (?:\\w+ )?(?:password|passphrase|passcode|pw)\\b");
    /** In a Chinese request, letters are the password, if they name nothing else. */
    private static final Pattern LETTERS = Pattern.compile(
            "(?<![\\x21-\\x7E])(?!(?i:wi-?fi|email|gmail|apple|netflix|steam|google|password|github|windows|qq|app|id|pin|vpn|icloud)(?![\\x21-\\x7E]))([A-Za-z]{4,64})(?![\\x21-\\x7E])");

    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    private static final Pattern END = Pattern.compile("^[(\"']+|[?,.;:)\"']+$|(?<=[\\w])!$");
    private static final Pattern NAMED =
            Pattern.compile("\\b(?:passwords?|passphrase|passcode|pass ?word|pw|pwd|pin)\\b|密码|口令");
    private static final Pattern JUDGED = Pattern.compile(
            "\\b(?:strong|stronger|strength|weak|secure|security|safe|insecure|unsafe|crack(?:ed|able)?|guess(?:ed|able)?|hack(?:ed|ers?)?|brute|hold up|good|decent|ok|okay|enough|any good|rate|rating|score|judge|assess|evaluate|check|test|bad|terrible|hard|easy|survive|robust|solid|do you think|verdict|opinion|rubbish|fine|obvious|common|predictable|(?:good|bad) idea|make of|lame|stupid|dumb|silly|thoughts|worth|pass|acceptable)\\b"
                    + "|强度|强不强|够强|多强|太?弱|安全|破解|猜到|猜出|猜中|被猜|靠谱|够不够|好不好|行不行|怎么样|咋样|如何|打分|评分|评估|检测|检查|测|复杂|简单|盗|结实|牢|可靠|能不能用|能用|行吗|被破|能破|破得?[了开]|稳|[几多少]分|可以吗|合格|合适|放心|脆弱|傻|好猜|易猜|弱智|常见|咋样");
    private static final Pattern CRACKED = Pattern.compile(
            "\\b(?:crack(?:ed)?|guess(?:ed)?|hack(?:ed|ers?)?|brute)\\b|\\b(?:safe|secure|strong|good) enough\\b|\\btoo (?:weak|easy|simple)\\b|\\bhold up\\b|\\bis (?:that|it|this) (?:really |still |at all )?(?:safe|secure|strong|weak)\\b|\\b(?:strong|secure|safe|weak) is\\b(?! the\\b)|\\bhow (?:strong|secure|safe|weak|good|bad|guessable) (?:that|it|this|they)\\b|\\bstrength\\b|\\blogs? ?in with\\b|破解|猜到|强度|安全|[几多少]秒.{0,3}破|被破");
    /** Orders of another kind. */
    private static final Pattern OTHER = Pattern.compile(
            "\\b(?:remember|remind|note|save|store|generate|create|make (?:me|up)|come up|give me|suggest|translate|wi-?fi is|regex|pattern|count|how many|uppercase|lowercase|backwards|delete)\\b|记一?下|记住|保存|生成|帮我想|翻译|正则|多少个?[字数]|几个字|大写|小写|倒过来");

    private StrengthGist() {}

    /** The password; empty if it is not clear. */
    static Optional<String> read(String text) {
        String folded = ChineseText.plain(text);
        Optional<String> password = single(QUOTED, text, true)
                .or(() -> afterColon(text))
                .or(() -> single(TOKEN, text, false))
                .or(() -> single(HAN.matcher(text).find() ? LETTERS : SAID, text, true));
        return password.filter(given -> {
            String rest = folded.replace(ChineseText.plain(given), " ").toLowerCase(java.util.Locale.ROOT);
            boolean asked = NAMED.matcher(rest).find()
                    ? JUDGED.matcher(rest).find()
                    : CRACKED.matcher(rest).find();
            return asked && !OTHER.matcher(rest).find();
        });
    }

    private static Optional<String> afterColon(String text) {
        Matcher colon = AFTER_COLON.matcher(text);
        return colon.find() ? Optional.of(colon.group(1)) : Optional.empty();
    }

    private static Optional<String> single(Pattern pattern, String text, boolean quoted) {
        List<String> found = pattern.matcher(text)
                .results()
                .map(match -> {
                    for (int group = 1; group <= match.groupCount(); group++) {
                        if (match.group(group) != null) {
                            return match.group(group);
                        }
                    }
                    return END.matcher(match.group()).replaceAll("");
                })
                .filter(word -> quoted || ODD.matcher(word).matches())
                .distinct()
                .toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }
}
