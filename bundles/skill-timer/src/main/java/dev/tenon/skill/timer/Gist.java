// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.timer;

import dev.tenon.api.skill.Understanding;
import dev.tenon.wording.ChineseText;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The second, looser reading, for requests that no form matches from end to end: a timer or a call after some time is
 * spoken of, and what is to happen, in whichever order and between whatever else is said.
 */
final class Gist {
    /** Not enough by itself: a request must be a little like the examples of the skill as well. */
    private static final double CONFIDENCE = 0.7;

    private static final int MAX_LENGTH = 300;
    private static final Duration LONGEST = Duration.ofDays(1);

    private static final Pattern TIMER = pattern(
            "\\b(?:timers?|count(?:ing)? ?downs?|pomodoros?|(?:on|stop) the clock(?! tower)|being timed|timing me)\\b|计时|定时(?!炸)|定的[时钟]|倒数|番茄钟|闹铃|响铃|[个的把]钟(?!头)|timer");
    private static final Pattern OTHER = pattern(
            "\\b(?:who|invent\\w*|broken?|buy|bought|why|manual|batter(?:y|ies)|app|price|history|to-?dos?|tasks?|notes?|every (?:\\d|other|day|hour|half|morning|evening|night|week|(?:\\w{2,8} )?(?:minutes|seconds|hours))|if|unless|costs?|pause|resume|extend|reset|restart|add)\\b|^how (?:do|can|does|to)\\b|^(?:what|how \\w{1,5})(?:['’]s| is| are| does| do) an? "
                    + "|发明|坏|多少钱|为什么|怎么(?!样)|如何|哪里买|电池|软件|待办|任务|笔记|每天|每隔|如果|是谁|[器时]是什么[？?]?$|暂停|继续|恢复|延长|缩短|重置|[再加减][上了去]?(?:\\d|[一二两三四五六七八九十半])");
    private static final Pattern CLOCK = pattern(
            "\\b(?:at|by|until|till) (?:\\d|noon|midnight|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)|[点:：]\\d|[上下]午|明[天早]|点(?:整|半|钟)");

    private static final Pattern CANCEL = pattern(
            "\\b(?:cancel(?:led)?|stop(?!watch)|kill|abort|end(?! in)|dismiss|delete|remove|scrap|scrub|ditch|bin|drop|quit|get rid|silence|forget(?: about)?|never ?mind|call off|get rid of|(?:turn|switch|shut|call|take)\\b.{0,40}? (?:off|down)"
                    + "|(?:don['’]t|do not|no longer|won['’]t) (?:\\w{1,12} )?need(?:ed)?|(?:no|not|isn['’]t|without) (?:any )?(?:longer )?need(?:ed)?|shut (?:it |that |the )?(?:\\w{1,12} )?up|(?:can|could|should|may) (?:stop|go|end))\\b"
                    + "|取消|停[了掉下]|停(?:一下|吧)|别(?:再|给我|帮我){0,2}(?:走|响|计|数|倒|跑)|关[了掉上]|关(?:一下|一关|吧)|删|掐[了掉断]|不用|不要|不需要|撤|终止|结束(?=[吧掉了]|$)|作废|用不着|中止");
    private static final Pattern POLITE = pattern("^(?:can|could|would|will|may) |^(?:能|可以|可不可以|能不能|麻烦|帮)|[吧]\\?$");
    private static final Pattern TO_THE_BELL = pattern(
            "\\bhow (?:long|much longer|many \\w{4,8})\\b.{0,20}\\b(?:rings?|goes off|beeps?|buzz(?:es)?)\\b|(?:还|差|剩|有)(?:多久|几[分秒]钟?|多少[分秒]钟?).{0,3}(?:响|到点)");
    private static final Pattern LEFT = pattern("\\b(?:the|my|that) .{0,40}\\bleft\\b|[那这的个].{0,12}(?:还剩|剩多少|剩几|还有多久)");
    private static final Pattern NOT = pattern(
            "\\b(?:don['’]t|do not|never) (?:\\w{1,12} )?(?:cancel|stop|kill|turn|switch|delete)|别(?:取消|停|关|删)");
    private static final Pattern ASK = pattern(
            "\\b(?:how (?:much|long|many|far|is|are)|what|what['’]?s|which|when|where['’]?s?|any|is (?:the|my|that|it|there|anything)|list|show|check|status|is there|are there|do i|have i|did i|left|remain(?:s|ing)?|still|see|look|tell me)\\b"
                    + "|多久|多长|多少|几[分秒个]|还剩|剩|哪[些几儿个]|什么|看|查|列|有没有|没有|[吗嘛没]\\s?[？?]?$|到哪|走到|进度|状态|情况|何时");
    private static final Pattern STILL = pattern(
            "\\b(?:how (?:much|long|many|far)|what['’]?s? |which|when(?:['’]s| is| are| will| does| do)|any|left|remain(?:s|ing)?|still|is there|are there|do i|have i|did i)\\b|多久|多长|多少|几|还剩|剩|哪|什么|有没有|[吗没]\\s?[？?]?$");
    private static final Pattern CALL = pattern(
            "\\b(?:wake|tell|alert|notify|ping|ring|buzz|beep|warn|remind|nudge|call|poke|shout|holler|yell|give|let me know|time|set|start|put|run|begin|need|count|gimme|want|have|do|get|please|pls|go|make|keep|on the clock)\\b"
                    + "|叫|喊|提醒|通知|告诉我|响|倒数|计|定|设|开|来个|掐|数|给我|较|要|弄|整|搞|请|麻烦");
    private static final String CALLS =
            "(?:wake|alert|notify|ping|ring|buzz|beep|warn|nudge|poke|shout|holler|yell|tell|remind|call)";
    private static final String HAN_CALLS = "(?:叫|喊|提醒|通知|告诉|吱|吼|呼|戳|响)";
    /** What makes a length the time to a call, where no timer is spoken of. */
    private static final Pattern CALL_ME =
            pattern("\\b(?:wake|alert|notify|ping|buzz|beep|warn|nudge|poke|shout|holler|yell|remind) (?:at )?me\\b"
                    + "|\\b" + CALLS + "\\b.{0,30}\\b(?:when|once|after|as soon as)\\b|\\b" + CALLS
                    + " (?:me )?in\\b|\\b(?:when|once)\\b.{0,60}\\b" + CALLS + "\\b"
                    + "|(?:let|tell) me (?:know|when|once|in|after|that|to)|give me an? (?:shout|call|nudge|ping|ring|buzz|beep|poke|yell|reminder|heads)"
                    + "|give me (?!an? (?:minute|second|sec|moment|hour)\\b)|keep (?:the )?time\\b|\\bclock me\\b|\\b(?:count|time) (?:it|this|that|me)\\b|\\bset (?:something|an alarm|the alarm)\\b"
                    + "|^(?!.*\\b(?:wait|in \\d|for|about)\\b).{0,60}(?:minutes?|mins?|seconds?|secs?|hours?)[, ]{1,2}(?:please|pls|go|starting now|from now)[.! ]{0,2}$"
                    + "|" + HAN_CALLS
                    + "(?:一下|一声|醒)?我|(?:叫|喊)醒?我|把我(?:叫|喊)|响(?:一下|铃)|倒数|计(?:个|一下)?(?:时|下|$)|掐(?:个|着|一|表)|数着"
                    + "|(?:到点|到时间?|到时候?|时间一?到|完)了?(?:就|再|了|记得|请|麻烦|帮我|给我|,){0,3}" + HAN_CALLS
                    + "|(?:看|盯|算)(?:着|好|一下)点?(?:时间|钟|表)|看着点");

    private static final Pattern LENGTH = pattern(
            "(?<![\\w.])" + Durations.ENGLISH
                    + "(?! (?:of|ago|late|early|away|each|old|ahead|behind|walk|drive|story|video|film|movie|song|speech|poem|summary|recipe|meditation))");
    private static final Pattern HAN_LENGTH = pattern(Durations.CHINESE + "(?!前|以前|之前)");
    private static final Pattern LONG = pattern("(?:days?|weeks?|d|wks?)$|[天周]$|星期$|礼拜$");
    private static final Pattern ALL =
            pattern("\\b(?:all|every|each|both|any|everything|timers|countdowns)\\b|所有|全部|全都|都(?:给|取消|停|关)");
    private static final List<Pattern> NUMBERED = List.of(
            pattern("\\b(?:timer|countdown|number) (?:number |no\\.? ?|# ?)?(?<number>\\d{1,6})\\b"),
            pattern("(?<number>\\d{1,6})号|第(?<ordinal>\\d{1,6})个"));
    private static final Pattern NAMED =
            pattern("\\b(?:the|my|that) (?<name>(?:[\\w'’-]{2,20} ){1,2}?)(?:timer|countdown)\\b");
    private static final Pattern NO_NAME = pattern(
            "(?:last|latest|first|second|third|running|current|same|whole|other|active|kitchen|minute|hour|damn|stupid|little)");

    private enum Wish {
        START,
        LIST,
        CANCEL,
        NONE
    }

    private Gist() {}

    private static Pattern pattern(String expression) {
        return Pattern.compile(expression.replace("什么", "(?:什么|啥)"), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /** A timer that is to run. */
    static Optional<StartGrammar.Start> start(String text) {
        return wish(text) == Wish.START
                ? length(plain(text)).map(length -> new StartGrammar.Start(length, Optional.empty(), CONFIDENCE))
                : Optional.empty();
    }

    /** Timers that are asked for. */
    static Optional<Understanding> list(String text) {
        return wish(text) == Wish.LIST ? Optional.of(understanding(target(plain(text)))) : Optional.empty();
    }

    /** Timers that are to stop. */
    static Optional<Understanding> cancel(String text) {
        if (wish(text) != Wish.CANCEL) {
            return Optional.empty();
        }
        boolean all = ALL.matcher(plain(text)).find();
        return Optional.of(understanding(all ? Target.everyOne() : target(plain(text))));
    }

    private static Understanding understanding(Target target) {
        return new Understanding(target.arguments(), CONFIDENCE);
    }

    private static String plain(String text) {
        return ChineseText.plain(Phrase.plain(text));
    }

    private static Wish wish(String text) {
        if (text.length() > MAX_LENGTH) {
            return Wish.NONE;
        }
        String said = plain(text);
        if (OTHER.matcher(said).find()
                || NOT.matcher(said).find()
                || StartGrammar.read(text).isPresent()
                || ListGrammar.read(text).isPresent()
                || CancelGrammar.read(text).isPresent()) {
            return Wish.NONE;
        }
        boolean timer = TIMER.matcher(said).find();
        boolean question = said.endsWith("?") && !POLITE.matcher(said).find();
        if (timer && CANCEL.matcher(said).find() && !question) {
            return Wish.CANCEL;
        }
        Optional<Duration> length = length(said);
        if (length.isPresent() && LEFT.matcher(said).find()) {
            return Wish.LIST;
        }
        boolean call = timer ? CALL.matcher(said).find() : CALL_ME.matcher(said).find();
        if (length.isPresent()
                && call
                && !STILL.matcher(said).find()
                && !CLOCK.matcher(said).find()) {
            return Wish.START;
        }
        return timer && ASK.matcher(said).find() || TO_THE_BELL.matcher(said).find() ? Wish.LIST : Wish.NONE;
    }

    /** The only length in hours, minutes or seconds that is said. */
    private static Optional<Duration> length(String said) {
        boolean chinese = said.codePoints().anyMatch(Character::isIdeographic);
        Matcher found = (chinese ? HAN_LENGTH : LENGTH).matcher(said);
        if (!found.find() || LONG.matcher(found.group()).find()) {
            return Optional.empty();
        }
        Optional<Duration> length = Durations.read(found.group());
        return found.find() ? Optional.empty() : length.filter(some -> some.compareTo(LONGEST) <= 0);
    }

    private static Target target(String said) {
        for (Pattern pattern : NUMBERED) {
            Matcher number = pattern.matcher(said);
            if (number.find()) {
                String digits = number.group().replaceAll("\\D", "");
                return Target.number(Long.parseLong(digits));
            }
        }
        Optional<Duration> length = length(said);
        if (length.isPresent()) {
            return Target.length(length.get());
        }
        Matcher named = NAMED.matcher(said);
        return named.find() && !NO_NAME.matcher(named.group("name")).find()
                ? Names.read(named.group("name").strip()).map(Target::name).orElse(Target.unnamed())
                : Target.unnamed();
    }
}
