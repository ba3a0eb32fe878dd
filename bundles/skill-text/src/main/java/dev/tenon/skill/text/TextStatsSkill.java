// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.text;

import dev.tenon.api.lifecycle.TenonPlugin;
import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.Skill;
import dev.tenon.api.skill.SkillContext;
import dev.tenon.api.skill.SkillDescriptor;
import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.SkillResult;
import dev.tenon.api.skill.Understanding;
import dev.tenon.api.skill.Utterance;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Component;

/** Counts the characters, words, sentences and lines of a text. */
@TenonPlugin(
        id = "dev.tenon.skill.text",
        name = "Texts",
        summary = "Counts what a text has, and writes it in capitals, small letters, title case or backwards.",
        categories = "skill")
@Component
public final class TextStatsSkill implements Skill {
    private static final String ALL = "all";
    private static final Pattern COUNTS = Pattern.compile(
            "\\b(?:how many|how long|number of|count|counts|counting|length|stats|statistics|analy[sz]e|wordcount|(?:under|over|below|above|within|exceeds?|more than|less than|fewer than|longer than|shorter than|fits?(?: in| into| in to)?) \\d+)\\b"
                    + "|多少|超没?超?过?\\d+|(?:不到|够|满|够不够|超过|超出|不超过)了?没?有?\\d+|(?<![这那前后])几|字数|词数|行数|句数|(?:字符|字母|单词|汉字|句子)数|统计|数一?数|计数|长度|多长");
    private static final Pattern EVERYTHING =
            Pattern.compile("\\b(?:stats|statistics|analy[sz]e)\\b|统计(?:信息|数据|一下)?$|^统计" + Said.TEXT);
    private static final Pattern VOCABULARY = Pattern.compile(
            "\\b(?:how many|how long|how much|number|count|counts|counting|length|stats|statistics|statistic|analy[sz]e"
                    + "|word|words|wordcount|characters?|chars?|graphemes?|symbols?|letters?|sentences?|lines?|chinese|hanzi|han|text|texts|string|paragraph|phrase|passage|poem|quote|message|tweet"
                    + "|following|below|above|here|the|this|these|that|a|an|of|in|inside|within|for|and|are|is|there|does|do|has|have|contain|contains|contained|it|i|find|using|with|all|total|get|calculate|what's|what|by|my|our|long|did|write|wrote|written|including|include|includes|counting|without|excluding|space|spaces|that|title|headline|essay|post|caption|up|get|give|me|number|please|long|under|over|below|above|exceeds?|more|less|fewer|longer|shorter|than|fits?|into|limit|stay|stays|already|bio|slogan|line|subject|\\d+|s|'s)\\b"
                    + "|字符串|多少|字数|词数|行数|句数|统计|数一?数|计数|长度|多长|几|个|字符|字母|单词|词|汉字|中文|英文|句子|句|行|字|段|这|那|一下|一|话|文本|文字|文章|短文|内容|以下|下面|下列|下|里面?|中|当中|总共|一共|共|有|的|是|了|含|包含|包括|看看|计算|算|看|出|和|与|及|、|信息|数据|数|诗|首|条|微博|消息|写|以及|分别|都|我|给|标题|短信|空格|不|签名|开头|名字|诗句|求|请|麻烦|帮|能|吗|要|想|知道|总");
    /** One word may be counted without quotes, one sentence if it is called so. */
    private static final Pattern BARE = Pattern.compile(
            "(?i)(?:how many|count(?: the)?|number of) (?:letters|characters) (?:are )?(?:there )?(?:are )?(?:in|of|does|do) (?:the word )?(?<text>\\p{L}{2,40})(?: have| has| contain)?[ ?.]*"
                    + "|(?:what's |what is |tell me )?(?:the )?(?:length|number of characters|character count|letter count) (?:of|in) (?:the )?(?:string|word|text|name|username|token) (?<word>[\\p{L}\\p{N}_.@#-]{2,80})(?: in characters)?[ ?.]*"
                    + "|(?<han>[^，。,.：:]{1,60}?)(?:这句话|这个词|这几个字|这段话|这个单词)里?(?:一共|总共)?有(?:多少|几)个?(?:汉字|字母|字符|字)[?？ ]*");

    private static final Pattern NO_TEXT =
            Pattern.compile("(?i)english|german|french|the|a|an|my|it|this|that|each|every|alphabet|total|all");

    /** Of a work only the name is given. */
    private static final Pattern WORK =
            Pattern.compile("\\b(?:movie|film|song|book|play|show|series|novel|album|opera|episode)\\b|电影|小说|歌|电视剧");

    /** Speaks of numbers of something else. */
    private static final Pattern NO_ORDER = Pattern.compile(
            "\\b(?:means?|translate|remind|timer|todo|to-do|delete|notes?|regex|pattern|match|matches|password|secure|strong|occur\\w*|times|days|minutes|hours|calories|people)\\b|^□ (?:and |so )?how long (?:is|was|ago|has|have|did|does|will)\\b(?!.*\\b(?:char|word|letter))|意思|翻译|提醒|记下|删|待办|密码|口令|正则|匹配|几次|多少次|天|分钟|小时|几点|多少钱|几个人|倒过来|反过来|倒着|反着|大写|小写|\\b(?:upper ?case|lower ?case|backwards|reversed?|capital\\w*)\\b");

    /** Too little to be believed unless the request is like the skill's examples. */
    private static final double GIST_CONFIDENCE = 0.65;

    private static final int MOST_UNKNOWN = 12;

    private final SkillDescriptor descriptor = SkillDescriptor.load(TextStatsSkill.class, "text-stats");

    @Override
    public SkillDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public Optional<Understanding> understand(Utterance utterance) {
        for (Said said : Said.of(utterance.text())) {
            if (COUNTS.matcher(said.wish()).find() && !WORK.matcher(said.wish()).find()) {
                int unknown = said.unknownTo(VOCABULARY);
                Optional<String> what = what(said.wish());
                if (unknown <= 1 && what.isPresent()) {
                    return Optional.of(understanding(said.text(), what.get(), unknown == 0 ? 1 : 0.75));
                }
            }
        }
        return bare(utterance.text()).or(() -> gist(utterance.text()));
    }

    /** Where the wish stands beside a story, or the text beside the wish without a sign. */
    private static Optional<Understanding> gist(String request) {
        List<Said> quoted = Said.of(request);
        List<Said> near =
                quoted.stream().flatMap(said -> Gist.nearest(said).stream()).toList();
        List<Said> beside = quoted.isEmpty() ? Gist.unquoted(request) : List.of();
        return gist(near, 1, 0.75)
                .or(() -> gist(beside, 0, 0.75))
                .or(() -> gist(quoted, MOST_UNKNOWN, GIST_CONFIDENCE));
    }

    private static Optional<Understanding> gist(List<Said> ways, int mostUnknown, double confidence) {
        return ways.stream()
                .filter(said -> COUNTS.matcher(said.wish()).find()
                        && !WORK.matcher(said.wish()).find()
                        && !NO_ORDER.matcher(said.wish()).find()
                        && said.unknownTo(VOCABULARY) <= mostUnknown)
                .flatMap(said -> what(said.wish()).map(what -> understanding(said.text(), what, confidence)).stream())
                .findFirst();
    }

    private static Optional<Understanding> bare(String request) {
        Matcher bare = BARE.matcher(request.length() > 200 ? "" : request.strip());
        if (!bare.matches()) {
            return Optional.empty();
        }
        String text = Stream.of("text", "word", "han")
                .map(bare::group)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
        return NO_TEXT.matcher(text).matches() || text.codePoints().noneMatch(Character::isLetter)
                ? Optional.empty()
                : what(Said.plain(request.replace(text, Said.TEXT))).map(what -> understanding(text, what, 0.9));
    }

    private static Understanding understanding(String text, String what, double confidence) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("text", text);
        values.put("count", what);
        return new Understanding(new Arguments(values), confidence);
    }

    /** What is counted; empty if nothing is named that can be. */
    private static Optional<String> what(String wish) {
        List<Measure> named = Arrays.stream(Measure.values())
                .filter(measure -> measure.isIn(unnamed(wish)))
                .toList();
        if (named.contains(Measure.CHINESE)) {
            named = named.stream()
                    .filter(m -> m != Measure.CHARACTERS && m != Measure.WORDS)
                    .toList();
        }
        if (named.size() == 1 && !EVERYTHING.matcher(wish).find()) {
            return Optional.of(named.get(0).id());
        }
        boolean everything = wish.contains("统计") || EVERYTHING.matcher(wish).find();
        return named.isEmpty() && !everything ? Optional.empty() : Optional.of(ALL);
    }

    /** "in this sentence", "这段文字" name the text, not what is counted. */
    private static String unnamed(String wish) {
        return wish.replaceAll(
                        "\\b(?:in|inside|within|this|following|these|of (?:this|the)|does (?:this|the)) (?:the |this |following |these )*(?:sentence|line|word|lines|sentences)\\b",
                        " ")
                .replaceAll("(?:这|那|一|下面|以下|下列|的)(?:个|段|行|句|首|几)?(?:文字|句子|单词|句话|行|文本|段话|词)(?!数)", " ");
    }

    @Override
    public SkillResult invoke(Arguments arguments, SkillContext context) throws SkillException {
        Locale language = context.language();
        String text = Texts.given(arguments, language);
        String what = arguments.text("count").orElse(ALL);
        Optional<Measure> measure = Measure.of(what);
        if (measure.isEmpty() && !what.equals(ALL)) {
            throw Texts.invalid(
                    language,
                    "'count' is one of all, characters, letters, words, chinese-characters, sentences and lines.",
                    "“count”应为all、characters、letters、words、chinese-characters、sentences或lines。");
        }
        Counts counts = Counts.of(text);
        String sentence = measure.isPresent() ? one(counts, measure.get(), language) : all(counts, language);
        return new SkillResult(sentence, counts.values());
    }

    private static String one(Counts counts, Measure measure, Locale language) {
        String number = measure.text(counts.of(measure), language);
        String more = "";
        if (measure == Measure.CHARACTERS && counts.characters() != counts.charactersWithoutSpaces()) {
            more = Texts.of(
                    language,
                    " (" + counts.charactersWithoutSpaces() + " without spaces)",
                    "（不计空格为" + counts.charactersWithoutSpaces() + "个）");
        } else if (measure == Measure.WORDS && counts.chineseCharacters() > 0) {
            more = Texts.of(
                    language,
                    " (" + Measure.CHINESE.text(counts.chineseCharacters(), language) + " counted as one word each)",
                    "（其中汉字" + counts.chineseCharacters() + "个）");
        }
        return Texts.of(language, "The text has " + number + more + ".", "这段文字有" + number + more + "。");
    }

    private static String all(Counts counts, Locale language) {
        List<String> parts = Arrays.stream(Measure.values())
                .filter(measure -> measure != Measure.LETTERS)
                .filter(measure -> measure != Measure.CHINESE || counts.chineseCharacters() > 0)
                .map(measure -> measure.text(counts.of(measure), language)
                        + (measure == Measure.CHARACTERS
                                ? Texts.of(
                                        language,
                                        " (" + counts.charactersWithoutSpaces() + " without spaces)",
                                        "（不计空格为" + counts.charactersWithoutSpaces() + "个）")
                                : ""))
                .toList();
        return Texts.of(
                language, "The text has " + String.join(", ", parts) + ".", "这段文字有" + String.join("，", parts) + "。");
    }
}
