// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.dates;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The days and whiles that a request mentions, wherever they stand.
 *
 * @param days as they are written, in their order
 * @param spans as they are written, without those that belong to a day
 * @param rest the request without them
 */
record Mentions(List<String> days, List<String> spans, String rest) {
    private static final int MOST = 4;
    private static final String YEAR = "(?:(?:,| of| in)? ?(?:\\d{4}|(?:this|next|last) year)(?!\\d))?";
    private static final String MONTH = "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
            + "|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";
    private static final String WEEKDAY =
            "(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)\\b\\.?";
    private static final String HAN_YEAR = "(?:(?:\\d{4}|[〇零一二三四五六七八九]{4}|[今明去后前])年的?)?";
    private static final String HAN_WEEKDAY = "(?:周|星期|礼拜)[一二三四五六日天]";

    private static final Pattern DAY = Pattern.compile("(?<![\\d.])(?:\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}"
            + "|\\d{1,2}[-/.]\\d{1,2}[-/.]\\d{4})(?!\\d)"
            + "|\\b(?:the )?(?:first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|5th) (?:" + WEEKDAY + ") (?:of|in) "
            + MONTH + YEAR
            + "|\\b(?:the )?" + Numbers.DAY_OF_MONTH + "(?: of)? ?" + MONTH + "(?![a-z])" + YEAR
            + "|\\b" + MONTH + " ?(?:the )?" + Numbers.DAY_OF_MONTH + "(?![\\w-])" + YEAR
            + "|\\b(?:(?:next|last|this) )?(?:" + Feasts.alternatives() + ")(?![a-z'])" + YEAR
            + "|\\b(?:(?:the )?day (?:after tomorrow|before yesterday)|today|right now|tomorrow|yesterday|(?:the )?end of (?:the|this) (?:year|month))\\b"
            + "|\\b(?:this|next|last|coming) (?:" + WEEKDAY + ")(?![a-z])"
            + "|(?:(?:这个?|本|[上下]一?个?)月|" + HAN_YEAR + Numbers.CHINESE + "月(?:份)?)的?(?:[第头]?[一二三四五1-5]个?|最后一?个)"
            + HAN_WEEKDAY
            + "|" + HAN_YEAR + "(?:农历|阴历|旧历)[正冬腊一二三四五六七八九十]{1,2}月初?[一二三四五六七八九十廿]{1,3}"
            + "|" + HAN_YEAR + Numbers.CHINESE + "月" + Numbers.CHINESE + "[日号]?"
            + "|[上下这本]个?月" + Numbers.CHINESE + "[日号]|(?<![\\d月几])\\d{1,2}[日号](?!线|楼|店)"
            + "|(?<![零一二三四五六七八九十百])" + HAN_YEAR + "(?:" + Feasts.alternatives() + ")(?!月|[个多]?[天周日年])"
            + "|大?后天|大?前天|[今明昨][天日]|现在|目前|[上下]+个?" + HAN_WEEKDAY + "|[这本]个?" + HAN_WEEKDAY
            + "|[今本]?年底|[这本]?个?月底");
    private static final Pattern SPAN_ENGLISH = Pattern.compile("(?<![\\w.])" + Spans.ENGLISH + "(?![a-z])");
    private static final Pattern SPAN_CHINESE = Pattern.compile("(?<![\\d.第哪那这每有当几])" + Spans.CHINESE + "(?![子期])");

    /** Finds them in a plain request. */
    static Mentions of(String plain) {
        List<String> days = new ArrayList<>();
        StringBuilder left = new StringBuilder();
        Matcher day = DAY.matcher(plain);
        while (day.find()) {
            boolean read = days.size() < MOST && Days.read(day.group().strip()).isPresent();
            if (read) {
                days.add(day.group().strip());
            }
            day.appendReplacement(left, read ? "§" : Matcher.quoteReplacement(day.group()));
        }
        day.appendTail(left);
        List<String> spans = new ArrayList<>();
        StringBuilder rest = new StringBuilder();
        Matcher span = (Wording.isChinese(plain) ? SPAN_CHINESE : SPAN_ENGLISH).matcher(left);
        while (span.find()) {
            boolean read = spans.size() < MOST && Spans.read(span.group()).isPresent();
            if (read) {
                spans.add(span.group());
            }
            span.appendReplacement(rest, read ? "¤" : Matcher.quoteReplacement(span.group()));
        }
        span.appendTail(rest);
        return new Mentions(List.copyOf(days), List.copyOf(spans), rest.toString());
    }

    /** The one while that is mentioned, be it twice. */
    Optional<Span> span() {
        List<Span> read = spans.stream()
                .flatMap(text -> Spans.read(text).stream())
                .distinct()
                .toList();
        return read.size() == 1 ? Optional.of(read.get(0)) : Optional.empty();
    }

    /** The days without today, which often is only mentioned beside another. */
    List<String> otherDays() {
        return days.stream().filter(day -> !Gist.isToday(day)).distinct().toList();
    }
}
