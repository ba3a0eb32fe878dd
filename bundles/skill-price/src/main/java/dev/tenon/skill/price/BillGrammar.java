// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.price;

import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.Understanding;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Recognizes a request to share a bill or to work out a tip. */
final class BillGrammar {
    private static final String NUMBER = "\\d{1,12}(?:\\.\\d{1,6})?";
    private static final String COUNT = "(?:\\d{1,4}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)";
    private static final String HAN_COUNT = "(?:\\d{1,4}|[二三四五六七八九]?十[一二三四五六七八九]?|[两俩仨二三四五六七八九])";
    private static final String PEOPLE =
            "(?:people|persons|ppl|guests|diners|adults|heads|colleagues|coworkers|roommates|flatmates|housemates"
                    + "|friends|mates|buddies|students|family members|members)";

    private static final Pattern PERCENT = Pattern.compile(
            "(?<n>" + NUMBER + ") ?(?:%|percent\\b|per cent\\b|pct\\b)|百分之(?<h>\\d{1,2}|" + HAN_COUNT + ")");
    /** The asker pays too: "with 3 friends" are four. */
    private static final Pattern PEOPLE_AND_ME =
            Pattern.compile("\\b(?:me and (?:my )?|myself and (?:my )?|with (?:my )?)(?<n>" + COUNT
                    + ") (?:other )?(?:friends|colleagues|coworkers|roommates|flatmates|housemates|mates|buddies|others|other people)\\b(?! and (?:me|i)\\b)"
                    + "|(?:between |among )?\\b(?:my )?(?<m>" + COUNT
                    + ") (?:friends|colleagues|roommates|others|other people) and (?:me|i|myself)\\b"
                    + "|我[和跟与](?:另外|其他)?(?<h>" + HAN_COUNT + ")[个位名]?(?:朋友|同事|室友|同学|人|闺蜜|哥们儿?)");

    private static final Pattern PEOPLE_ALL = Pattern.compile(
            "\\b(?:(?:among|amongst|between|by|with|for|party of|group of|table of|into) )?(?:the |us )?(?<n>"
                    + COUNT
                    + ")(?: of us\\b|[ -](?:equal )?(?:ways?|parts|shares)\\b| (?:of (?:my|the|our) )?(?:other )?"
                    + PEOPLE + "\\b)"
                    + "|\\b(?:among|amongst|between|by|with|party of|into) (?<m>" + COUNT + ")\\b(?!\\.\\d| ?%)"
                    + "|(?:我们|咱们|咱)?(?:一共|总共|共)?(?<h>" + HAN_COUNT
                    + ")(?:个人|[位名]?(?:客人|朋友|同事|室友|同学)|个(?:客人|朋友|同事|室友|同学)|人|口人|位)"
                    + "|(?:我们|咱们|咱)(?<g>[俩仨])");
    private static final Pattern MONEY =
            Pattern.compile("(?<sign>" + Money.BEFORE + ") ?(?<signed>" + NUMBER + ")|(?<named>" + NUMBER
                    + ") ?(?<currency>" + Money.AFTER + ")|(?<bare>" + NUMBER + ")(?! ?(?:%|percent))");
    private static final Pattern SHARES = Pattern.compile(
            "\\b(?:split|splitting|share|sharing|shared|divide|divided|dividing|divvy up|go(?:ing)? dutch|chip in"
                    + "|each|each(?: of us| person| one)? (?:pay|pays|owe|owes|have to pay|has to pay|need to pay)|each pay|does each|per person|per head|apiece|owe|owes"
                    + "|tip|tips|gratuity|everyone pay|everybody pay)\\b|平分|均分|平摊|分摊|均摊|aa制?|人均|每个?人|小费|各付|各出|各自|分账|分担");
    private static final Pattern BILL = Pattern.compile(
            "\\b(?:bill|check|tab|dinner|lunch|breakfast|meal|brunch|restaurant|rent|taxi|cab|uber|pizza|drinks|tip"
                    + "|gratuity|invoice|groceries|hotel|ticket|tickets|present|gift)\\b|账单|餐费|饭钱|饭|小费|房租|车费|打车|吃|聚餐|晚餐|午餐|花了|消费|酒店|火锅|烧烤|水电费|买单|结账|钱");
    private static final Pattern FILLER = Pattern.compile(
            "\\b(?:please|can|could|you|would|help|me|us|we|i|our|my|the|a|an|of|is|are|was|were|with|and|plus|including"
                    + "|incl|add|adding|added|how|much|what|what's|will|do|does|should|have|has|to|pay|pays|paying|for|on|in|at|if|it|that|this|there|each|person|by|among"
                    + "|between|equally|evenly|total|totals|comes|came|amount|leave|calculate|work out|tell|everyone|everybody|one|all|then|up|out|no|without|costs?|owe"
                    + "|need|want|let's|lets|us|be|when|service|charge|whole|so|ok|hi|hello|hey|thanks|thank|same|equal|way|ways|tipping|from|give|get|share|shares|go|dutch"
                    + "|dollar|us's|exactly|also|make|find|figure|altogether|people|friends|night|tonight|last|today|yesterday)\\b"
                    + "|请问|请|帮我|帮忙|算一?下|算算|算出|计算|一共|总共|合计|共|我们|咱们|大家|个|人|的|是|了|要|付|给|出|每|各|多少钱?|应该|该|怎么|加上?|另加|再|含|包括|包含|和|与|跟|平均|分"
                    + "|钱|元|块|去|来|用|按|一起|下来|摊|一顿|这|顿|那|么|呢|吗|吧|啊|得|由|为|左右|分别|朋友|同事|之后|后|费|不|服务|无|没有|几|数|收|额|金|总");
    /** Not a tip: what else is a percentage of a price. */
    private static final Pattern OTHER_PERCENT =
            Pattern.compile("\\b(?:tax|vat|gst|discount|off|coupon|interest)\\b|税|折|优惠|利息|打折");

    private BillGrammar() {}

    static Optional<Understanding> read(String request) {
        if (request.length() > Texts.MAX_LENGTH) {
            return Optional.empty();
        }
        String plain = Texts.plain(request);
        if (!SHARES.matcher(plain).find() || OTHER_PERCENT.matcher(plain).find()) {
            return Optional.empty();
        }
        Cut tip = Cut.of(PERCENT, plain);
        Cut friends = Cut.of(PEOPLE_AND_ME, tip.rest);
        Cut people = friends.number == null ? Cut.of(PEOPLE_ALL, friends.rest) : friends;
        Matcher money = MONEY.matcher(people.rest);
        if (!money.find()) {
            return Optional.empty();
        }
        String rest = people.rest.substring(0, money.start()) + " " + people.rest.substring(money.end());
        boolean tips = tip.number != null;
        if (rest.matches("(?s).*\\d.*")
                || people.number == null && !tips
                || tips && !plain.matches("(?s).*(?:tip|gratuity|service|小费|服务费).*")) {
            return Optional.empty();
        }
        int unexplained = Rest.unexplained(rest, SHARES, BILL, FILLER);
        boolean aboutMoney = money.group("bare") == null || BILL.matcher(plain).find();
        boolean aboutPeople = people.named || SHARES.matcher(plain).find() && tips;
        if (unexplained > (aboutMoney ? 4 : 0) || !aboutMoney && !aboutPeople) {
            return Optional.empty();
        }
        int others = friends.number == null ? 0 : 1;
        return Optional.of(
                new Understanding(arguments(money, people.number, others, tip.number), unexplained == 0 ? 1 : 0.75));
    }

    private static Arguments arguments(Matcher money, @Nullable String people, int others, @Nullable String tip) {
        Map<String, Object> values = new LinkedHashMap<>();
        @Nullable String signed = money.group("signed");
        @Nullable String named = money.group("named");
        values.put("total", new BigDecimal(signed != null ? signed : named != null ? named : money.group("bare")));
        @Nullable String currency = money.group("sign") == null ? money.group("currency") : money.group("sign");
        if (currency != null) {
            values.put("currency", Money.sign(currency));
        }
        values.put("people", people == null ? 1 : Integer.parseInt(Texts.digits(people)) + others);
        if (tip != null) {
            values.put("tipPercent", new BigDecimal(Texts.digits(tip)));
        }
        return new Arguments(values);
    }

    /** A number cut out of a text, once. */
    private record Cut(@Nullable String number, boolean named, String rest) {
        private static Cut of(Pattern pattern, String text) {
            Matcher match = pattern.matcher(text);
            if (!match.find()) {
                return new Cut(null, false, text);
            }
            for (String group : new String[] {"n", "m", "h", "g"}) {
                boolean has = pattern.pattern().contains("(?<" + group + ">");
                if (has && match.group(group) != null) {
                    String rest = text.substring(0, match.start()) + " " + text.substring(match.end());
                    return new Cut(match.group(group), !group.equals("m"), rest);
                }
            }
            return new Cut(null, false, text);
        }
    }
}
