// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.text;

import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.Understanding;
import dev.tenon.wording.ChineseText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognizes a request to write a text in another way. */
final class CaseGrammar {
    private static final String UPPER =
            "(?:upper[ -]?case|(?:all |block )?capital letters|(?:all |block )?capitals|(?:all )?caps|upper[ -]?case letters|(?:all )?big letters|every letter big|(?:to|in|into) (?:all )?upper(?! ?-?case))";
    private static final String LOWER =
            "(?:lower[ -]?case|(?:all )?small letters|lower[ -]?case letters|(?:to|in|into) (?:all )?lower(?! ?-?case))";
    private static final String TITLE = "(?:(?:title|headline)[ -]?case)";
    private static final String SENTENCE = "(?:sentence[ -]?case)";
    private static final String ANY = "(?:" + UPPER + "|" + LOWER + "|" + TITLE + "|" + SENTENCE + ")";
    private static final String HAN_UPPER = "(?:全?大写(?:字母)?)";
    private static final String HAN_LOWER = "(?:全?小写(?:字母)?)";
    private static final String HAN_TITLE =
            "(?:标题(?:格式|大小写|形式)|(?:每个单?词|单词|各单词)(?:的)?首字母(?:都)?(?:改|变|转)?(?:成|为)?大写|首字母(?:都|全)?(?:改|变|转|换)?(?:成|为)?大写)";
    private static final String HAN_SENTENCE = "(?:句首(?:字母)?大写|句子(?:格式|大小写)|每句(?:话)?(?:的)?(?:首字母|开头)大写|只有句首大写)";
    private static final String HAN_REVERSE = "(?:倒过来|反过来|倒着|反着|反转|颠倒|倒序|逆序|翻转|倒转)";

    /** The first that is found decides. */
    private static final Map<Case, Pattern> FORMS = forms();

    private static final Pattern VOCABULARY = Pattern.compile(
            "\\b" + ANY + "\\b|" + HAN_SENTENCE + "|" + HAN_TITLE + "|" + HAN_UPPER + "|" + HAN_LOWER + "|"
                    + HAN_REVERSE
                    + "|\\b(?:convert|turn|change|make|put|write|transform|rewrite|set|spell|say|show|print|give|format|switch|use|capitali[sz]e|reverse|reversed"
                    + "|reversing|backwards?|back to front|flip|mirror|mirrored|into|in|to|as|with|the|this|that|these|following|below|text|string|words?|sentences?|phrase|letters?|characters?|order"
                    + "|title|headline|name|line|paragraph|all|of|it|each|every|first|only|from|a|an|i|want|need|version|how|what|would|is|look|what's|you|be|please|me|my|here|for|do|out|everything|completely|by|case|does|like|read|around|fix|capitali[sz]ation|backward|could|get|way|using|full|entirely|block|lettering)\\b"
                    + "|字串|排列|拼|弄|把|将|请|转换|转化|转|换|变|改|写|成|为|全部|都|全|这|那|以下|下面|下列|文字|文本|英文|字符串|字符|单词|词|句子|句话|段话|段|句|话|内容|标题|个|一下|一遍|给我|我|的|用|输出|顺序|字母|来|过|是|什么|啥|怎么|样|格式|形式|读|念|能|帮|两|中|里|一|行|大家|标语|大小写|出来|出|打|统统|通通|整个|整|样子|会|变为|弄成|换成|以|用");

    private static final String VERB = "(?:convert|turn|change|make|put|write|transform|rewrite|set|switch|format)";
    private static final List<Pattern> BARE = List.of(
            Pattern.compile(
                    "(?i)" + VERB + " (?<text>.+?) (?:all )?(?:in ?to |to |in |as )?(?:all )?(?<wish>" + ANY + ")"),
            Pattern.compile("(?i)(?<wish>" + UPPER + "|" + LOWER + "|" + TITLE + "|" + SENTENCE + ") (?<text>.+)"),
            Pattern.compile("(?i)(?<text>.+?) in (?<wish>" + ANY + ")"),
            Pattern.compile(
                    "(?i)(?:write|spell|say|print|show|what is|what's) (?:the word )?(?<text>.+?) (?:spelled |written )?(?<wish>backwards?|back to front|in reverse|reversed)"),
            Pattern.compile(
                    "(?i)(?:.{0,50}\\b)?(?:what|how) (?:does |do |would |will )?(?:the word |the name |the phrase )?(?<text>[^,.:]+?) (?:looks?|read|reads|sounds?|be|is|comes out|turns out)(?: like)?(?: if| when)?(?: it's| it is| you)? ?(?:written |spelled |spelt |typed |read |said )?(?<wish>backwards?|back to front|in reverse|reversed)(?: for me)?"),
            Pattern.compile(
                    "(?i)how (?:do|does|would|can|should) (?:you|i|we|one) (?:write|spell|say|type) (?:the word )?(?<text>.+?) (?<wish>backwards?|back to front|in reverse|reversed)"),
            Pattern.compile(
                    "(?i)(?<wish>reverse) the (?:string|word|text|letters of|letters in|characters of|characters in) (?<text>.+)"),
            Pattern.compile("(?:把|将)(?<text>.+?)(?:全部|都)?(?<wish>(?:改成|转成|变成|换成|转换成|转换为|转化为|转为|变为|改为|写成)(?:全部)?(?:"
                    + HAN_SENTENCE + "|" + HAN_TITLE + "|" + HAN_UPPER + "|" + HAN_LOWER + "))"),
            Pattern.compile(
                    "(?:把|将)(?<text>.+?)(?:这个词|这句话|这个单词)?(?<wish>" + HAN_REVERSE + ")(?:写|输出|念|读|排列)?(?:一下|一遍|出来|过来)?"),
            Pattern.compile("(?<text>[^把将:：]*[A-Za-z][^把将:：]*?)(?:全部?|都)?(?<wish>(?:变|改|转|换|写)(?:成|为)?(?:大写|小写))"),
            Pattern.compile("(?:把|将)(?<text>.+?)的?(?<wish>首字母大写|全部大写|全部小写|大写|小写)"),
            Pattern.compile("(?<text>.+?)(?<wish>倒过来|反过来|倒着)(?:写|念|读)?(?:是|怎么写|怎么读)(?:什么|啥)?"));
    private static final Pattern NO_TEXT = Pattern.compile(
            "(?:of .*|it|this|that|them|everything|(?:the|my|this|that|these|your|our|his|her|their|a|an|all|every|each) .*|text|how .*|what .*|why .*|is .*|remind .*|note .*|remember .*|.*(?:<-|->|=>|←|→).*)|这.*|那.*|它|时间|我.*|你.*");
    /** Speaks of letters without wanting any. */
    private static final Pattern NO_ORDER = Pattern.compile(
            "\\b(?:means?|meaning|definition|synonym|translate|rhymes?|who|when|why|noun|verb|remind|note|timer|todo|to-do|delete|remove|order from|flip it|coins?|heads|tails)\\b|意思|翻译|谁写|怎么说|英语怎么|提醒|记下|删|待办");

    private static final double PART_CONFIDENCE = 0.75;
    /** Too little to be believed unless the request is like the skill's examples. */
    private static final double GIST_CONFIDENCE = 0.65;

    private static final int MOST_UNKNOWN = 12;
    private static final int LONGEST_BARE = 200;

    private CaseGrammar() {}

    private static Map<Case, Pattern> forms() {
        Map<Case, Pattern> forms = new LinkedHashMap<>();
        forms.put(
                Case.SENTENCE,
                Pattern.compile("\\b" + SENTENCE
                        + "|\\bcapitali[sz]e (?:only )?the first letter(?! of (?:each|every) word)|" + HAN_SENTENCE));
        forms.put(
                Case.TITLE,
                Pattern.compile("\\b" + TITLE
                        + "|\\bcapitali[sz]e.*\\b(?:each|every|all) (?:the )?words?|\\bcapitali[sz]e.*\\bletter of (?:each|every) word|"
                        + HAN_TITLE));
        forms.put(
                Case.UPPER,
                Pattern.compile("\\b" + UPPER + "\\b|\\bcapitali[sz]e (?:all|every|everything)|" + HAN_UPPER));
        forms.put(Case.LOWER, Pattern.compile("\\b" + LOWER + "\\b|" + HAN_LOWER));
        forms.put(
                Case.REVERSE,
                Pattern.compile("\\b(?:reverse|reversed|reversing|backwards?|back to front|flip|mirror|mirrored)\\b|"
                        + HAN_REVERSE));
        return forms;
    }

    static Optional<Understanding> read(String request) {
        for (Said said : Said.of(request)) {
            Optional<Case> form = form(said.wish());
            if (form.isPresent() && said.unknownTo(VOCABULARY) == 0 && changes(form.get(), said.text())) {
                return Optional.of(understanding(form.get(), said.text(), 1));
            }
        }
        return bare(request).or(() -> gist(request));
    }

    /** Where the wish stands beside a story, or the text beside the wish without a sign. */
    private static Optional<Understanding> gist(String request) {
        List<Said> quoted = Said.of(request);
        List<Said> near =
                quoted.stream().flatMap(said -> Gist.nearest(said).stream()).toList();
        List<Said> beside = quoted.isEmpty() ? Gist.unquoted(request) : List.of();
        return gist(near, 0, PART_CONFIDENCE)
                .or(() -> gist(beside, 0, PART_CONFIDENCE))
                .or(() -> gist(quoted, MOST_UNKNOWN, GIST_CONFIDENCE));
    }

    private static Optional<Understanding> gist(List<Said> ways, int mostUnknown, double confidence) {
        return ways.stream()
                .filter(said -> !NO_ORDER.matcher(said.wish()).find() && said.unknownTo(VOCABULARY) <= mostUnknown)
                .flatMap(said -> form(said.wish())
                        .filter(form -> changes(form, said.text()))
                        .map(form -> understanding(form, said.text(), confidence))
                        .stream())
                .findFirst();
    }

    private static Optional<Understanding> bare(String request) {
        if (request.length() > LONGEST_BARE) {
            return Optional.empty();
        }
        String stripped = request.strip()
                .replaceAll(
                        "(?i)^(?:please|pls|can you|could you|would you|请|帮我|你?能|请帮我)[, ]*|(?:,? please)?[?？.。!！ ]*$",
                        "");
        for (Pattern pattern : BARE) {
            Matcher match = pattern.matcher(ChineseText.plain(stripped));
            if (match.matches() && !NO_TEXT.matcher(match.group("text")).matches()) {
                String text = stripped.substring(match.start("text"), match.end("text"))
                        .strip();
                Optional<Case> form = form(Said.plain(match.group("wish")));
                if (form.isPresent() && changes(form.get(), text)) {
                    return Optional.of(understanding(form.get(), text, 0.9));
                }
            }
        }
        return Optional.empty();
    }

    /** "123转成大写" wants a numeral, not capital letters. */
    private static boolean changes(Case form, String text) {
        return form == Case.REVERSE
                ? text.codePoints().anyMatch(Character::isLetterOrDigit)
                : text.codePoints().anyMatch(c -> Character.isUpperCase(c) || Character.isLowerCase(c));
    }

    private static Optional<Case> form(String wish) {
        Optional<Case> named = FORMS.entrySet().stream()
                .filter(form -> form.getValue().matcher(wish).find())
                .map(Map.Entry::getKey)
                .findFirst();
        return named.isEmpty() && wish.matches("(?:.* )?capitali[sz]e\\b.*") ? Optional.of(Case.SENTENCE) : named;
    }

    private static Understanding understanding(Case form, String text, double confidence) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("text", text);
        values.put("form", form.id());
        return new Understanding(new Arguments(values), confidence);
    }
}
