// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.clock;

import dev.tenon.wording.ChineseText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes away what is said around a question: greetings, pleas, thanks and reasons. */
final class Wording {
    /** Nobody asks for the time at greater length. */
    static final int MAX_LENGTH = 200;

    /** Of clauses that may hold the question. */
    private static final int MOST_CLAUSES = 6;

    private static final Pattern AROUND_ENGLISH = Pattern.compile(
            "^(?:please|pls|plz|hey(?: there)?|hi(?: there)?|hello(?: there)?|yo|ok|okay|so|and|but|um|well|by the way|btw|quick question"
                    + "|excuse me|sorry(?: to (?:bother|disturb) you)?(?:,? but)?|(?:can|could|would|will) (?:you|u)(?= )|just|quickly"
                    + "|tell me|let me know|check|look up|find out|i (?:just )?(?:want|need|would like) to know|i'd like to know"
                    + "|(?:i am |i'm |i was )?(?:just )?wondering|i wonder|any idea|do you (?:happen to )?know(?= wh?[aio]| how| which))[,.:! ]+"
                    + "|(?:[, ]+(?:please|pls|plz|thanks(?: a lot| so much)?|thank you(?: very much| so much)?|thx|ty|cheers|for me|anyway|lol"
                    + "|mate|buddy|real quick|quickly|if you (?:know|can|don't mind)|do you know)|[ ?!.,…~]+)$");
    private static final Pattern AROUND_CHINESE =
            Pattern.compile("^(?:请问一?下|请问|[我想]*问一?下|请|麻烦[你您]?|劳驾|[你您]好|帮忙|帮我|告诉我|给我|[你您]?知不知道|[你您]?知道|我?想知道|能不能|可以|能"
                    + "|快|查一?下|查查|看一?下|看看|嗨|喂|那(?![边里儿])|[,:!。、])"
                    + "|(?:[吗呢啊呀吧啦嘛哦?!。.,~]|来着|谢谢[你您]?|多谢|拜托|好吗|可以吗)+$");
    private static final Pattern CLAUSE = Pattern.compile(
            "[,;?!。、:]|\\.(?= )| - | (?=(?:because|cause|cuz|since|as i|so (?:that|i)|but i|before i|i (?:need|have|want|don't))\\b)");
    private static final Pattern QUOTED = Pattern.compile("[\"“”「」『』«»]");
    /** Orders and questions of another kind, which must not be left out. */
    private static final Pattern MATTERS = Pattern.compile(
            "\\b(?:translate|say|spell|write|note|remind|save|add|set|wake|book|schedule|convert|which|how (?:do|would|to)|list|timer|alarm)\\b"
                    + "|翻译|译成|怎么[说写念]|提醒|叫我|记下|记住|记一|闹钟|订|安排|关门|开门|几[点号]|多少");

    private Wording() {}

    /**
     * A way to read a request.
     *
     * @param text the question, maybe
     * @param rest what was left out
     */
    record Reading(String text, String rest) {}

    /** The request as it stands, then its clauses. */
    static List<Reading> readings(String request, boolean chinese) {
        Pattern around = chinese ? AROUND_CHINESE : AROUND_ENGLISH;
        String text = plain(request, chinese);
        List<Reading> readings = new ArrayList<>();
        readings.add(new Reading(strip(around, text), ""));
        if (QUOTED.matcher(text).find()) {
            return readings;
        }
        Matcher cut = CLAUSE.matcher(text);
        for (int i = 0; i < MOST_CLAUSES && cut.find(); i++) {
            add(readings, around, text.substring(0, cut.start()), text.substring(cut.end()));
            add(readings, around, text.substring(cut.end()), text.substring(0, cut.start()));
        }
        return readings;
    }

    private static void add(List<Reading> readings, Pattern around, String part, String rest) {
        if (!MATTERS.matcher(rest).find()) {
            readings.add(new Reading(strip(around, part.strip()), rest.strip()));
        }
    }

    /** Lower case, half-width signs, simplified characters; without spaces in Chinese. */
    static String plain(String request, boolean chinese) {
        String lower = ChineseText.plain(request)
                .replaceAll("([今明昨后前])儿个?(?!子)", "$1天")
                .toLowerCase(Locale.ROOT)
                .replace('’', '\'')
                .replace('？', '?')
                .replace('，', ',')
                .replace('：', ':')
                .replace('；', ';')
                .replace('！', '!')
                .strip();
        return lower.replaceAll("\\s+", chinese ? "" : " ")
                .replaceAll("\\b(what|today|tomorrow|yesterday)s\\b", "$1's")
                .replaceAll("\\b(?:don)t\\b", "don't");
    }

    private static String strip(Pattern around, String text) {
        String before;
        String result = text;
        do {
            before = result;
            result = around.matcher(result).replaceAll("");
        } while (!result.equals(before));
        return result;
    }
}
