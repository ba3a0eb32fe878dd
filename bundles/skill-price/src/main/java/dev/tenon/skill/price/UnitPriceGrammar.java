// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.price;

import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.Understanding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Recognizes a request to compare packages by price. */
final class UnitPriceGrammar {
    private static final Pattern COMPARES =
            Pattern.compile("\\b(?:cheap(?:er|est)?|(?:better|best|good) (?:deal|value|buy|price|bargain|offer|choice)"
                    + "(?: for (?:the |my )?money)?|(?:better|best|more|most) (?:economical|expensive|affordable)|unit prices?|price per|prices?|"
                    + "costs? (?:me )?less|vs\\.?|versus|compare|compared|saves? (?:me )?(?:more|money|more money)|worth (?:it|more)|bargain|dearer"
                    + "|should i (?:buy|get|take|pick)|more for (?:my|the|your) money|better|best)\\b"
                    + "|便宜|划算|实惠|合算|单价|性价比|更?值|贵|省钱|对比|比较|比一比|买哪|哪[个种一款](?:更|比较)?好|该买");
    private static final Pattern FILLER =
            Pattern.compile("\\b(?:which|what|is|are|it|one|of|these|those|the|a|an|for|at|or|and|than|to|on|in"
                    + "|costs?|costing|priced|price|per|kg|kilo|kilogram|litre|liter|piece|unit|gram|ounce|pound|oz|lb|g|ml|l|each|if|i|get|buy|buying"
                    + "|pack|packs|package|packages|packet|bag|bottle|can|box|jar|tin|big|small|large|larger|smaller|bigger|please|tell|me|can|you"
                    + "|would|could|be|do|does|will|calculate|compute|work out|find|out|s|what's|deal|with|between|compare|comparing|by|us|show|how|much|that|buys|gets)\\b"
                    + "|哪一?[个种款盒瓶袋包]|哪|更|比较|请问|请|帮我|帮忙|比一?下|看一?下|看看|算一?下|算算|和|与|跟|还是|或者?|比|的|装|一?[大小]?[盒瓶袋包](?:装)?|要|卖|买|是|呢|吗|呀|啊|吧|最|些"
                    + "|每|斤|公斤|千克|升|个|多少钱?|单价|分别|来说|按|计算|这|两种|两个|三种|哪家|超市|售价|价格|钱|起来|一点|平均|如果|那么|那|各|价");

    private static final Pattern BILL =
            Pattern.compile("\\b(?:bill|tip|split|each pay|per person)\\b|平分|均摊|平摊|分摊|aa|人均|每个?人|小费|账单");

    private UnitPriceGrammar() {}

    static Optional<Understanding> read(String request) {
        if (request.length() > Texts.MAX_LENGTH) {
            return Optional.empty();
        }
        String plain = Texts.plain(request);
        Optional<OfferReader.Found> found = BILL.matcher(plain).find() ? Optional.empty() : OfferReader.read(plain);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        List<Offer> offers = found.get().offers();
        String rest = found.get().rest();
        boolean asked = offers.size() > 1
                ? COMPARES.matcher(rest).find()
                : asksForPrice(plain)
                        && (!offers.get(0).currency().isEmpty() || plain.matches("(?s).*(?:price|cost|单价).*"));
        if (!asked) {
            return Optional.empty();
        }
        int unexplained = Rest.unexplained(rest, COMPARES, FILLER);
        boolean clear = offers.stream().noneMatch(offer -> offer.currency().isEmpty());
        if (unexplained > (clear ? 12 : 4)) {
            return Optional.empty();
        }
        return Optional.of(new Understanding(arguments(offers), unexplained == 0 ? 1 : 0.75));
    }

    private static boolean asksForPrice(String plain) {
        return Pattern.compile(
                        "\\b(?:unit price|(?:price|cost|much).{0,25}? (?:per|an?) |per (?:kg|kilo|litre|liter|piece|pound|100))|单价|每(?!人|个人|位).{1,3}多少|平均每|一(?:斤|公斤|升|个)(?:是|合|要)?多少")
                .matcher(plain)
                .find();
    }

    private static Arguments arguments(List<Offer> offers) {
        List<Object> packages = offers.stream()
                .<Object>map(offer -> {
                    Map<String, Object> values = new LinkedHashMap<>();
                    values.put("price", offer.price());
                    if (!offer.currency().isEmpty()) {
                        values.put("currency", offer.currency());
                    }
                    values.put("amount", offer.amount());
                    values.put("unit", offer.unit().name(java.util.Locale.ENGLISH));
                    return values;
                })
                .toList();
        return Arguments.of("packages", packages);
    }
}
