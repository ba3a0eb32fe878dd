// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.faq;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Passages by the words in them. A passage's score is its BM25 for the question, as a share of what a passage would get
 * that speaks of all of the question; so it can be compared between questions. Immutable.
 */
final class Index {
    /** As if so many more passages stood beside them that speak of other things: words count in small folders too. */
    private static final int BACKGROUND = 200;

    private static final double K1 = 0.5;
    private static final double B = 0.35;
    private static final float HEADING = 2.5f;
    private static final float TITLE = 0.8f;

    /** Another word for the same counts less than the word. */
    private static final double CONCEPT = 0.9;

    /** What no passage speaks of weighs against all of them. */
    private static final double UNKNOWN = 0.7;

    private static final double OTHER_LANGUAGE = 0.75;

    /** A heading that speaks of something else beside takes away so much at most. */
    private static final double HEADING_SHARE = 0.25;

    /** What a heading says does not hold is seldom meant by a question that has no "not". */
    private static final double NEGATION = 0.9;

    private static final Pattern NOT = Pattern.compile("(?i)\\b(?:not|cannot|can't|don't|never|no)\\b|不能|不可|不支持|不予");

    /** What must be met at least, in units of weight times rarity: a common word alone is no match. */
    private static final double EVIDENCE = 1.2;

    private final Analyzer analyzer = new Analyzer();
    private final List<Passage> passages;
    private final boolean[] chinese;
    private final boolean[] negative;
    private final Map<String, List<Posting>> postings = new HashMap<>();
    private final double[] lengths;
    private final double rarest;

    /** What a question would be worth that asks for all that the heading speaks of. */
    private final double[] headingWorth;

    Index(List<Passage> passages) {
        this.passages = List.copyOf(passages);
        chinese = new boolean[passages.size()];
        negative = new boolean[passages.size()];
        lengths = new double[passages.size()];
        rarest = Math.log(1 + (passages.size() + BACKGROUND + 0.5) / 0.5);
        for (int i = 0; i < passages.size(); i++) {
            add(i, passages.get(i));
        }
        double average = Math.max(1, java.util.Arrays.stream(lengths).average().orElse(1));
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] /= average;
        }
        headingWorth = passages.stream().mapToDouble(this::headingWorth).toArray();
    }

    private void add(int number, Passage passage) {
        Map<String, Float> frequencies = new HashMap<>();
        analyzer.tokens(passage.text()).forEach(token -> frequencies.merge(token, 1f, Float::sum));
        List<String> heading = analyzer.tokens(passage.heading());
        heading.forEach(token -> frequencies.merge(token, HEADING, Float::sum));
        analyzer.tokens(passage.title()).forEach(token -> frequencies.merge(token, TITLE, Float::sum));
        frequencies.forEach((token, frequency) -> postings.computeIfAbsent(token, key -> new ArrayList<>())
                .add(new Posting(number, frequency, heading.contains(token))));
        negative[number] = NOT.matcher(passage.heading()).find();
        chinese[number] = Tokens.isChinese(passage.text());
        lengths[number] =
                frequencies.values().stream().mapToDouble(Float::doubleValue).sum();
    }

    private double headingWorth(Passage passage) {
        return 0.01
                + analyzer.units(passage.heading()).stream()
                        .mapToDouble(unit -> unit.weight() * rarity(unit))
                        .sum();
    }

    List<Passage> passages() {
        return passages;
    }

    /** The score of each passage for a question, in the order of the passages. */
    double[] scores(String question) {
        List<Unit> units = analyzer.units(question);
        double[] met = new double[passages.size()];
        double[] evidence = new double[passages.size()];
        double[] headings = new double[passages.size()];
        double all = 0;
        for (Unit unit : units) {
            double rarity = rarity(unit);
            all += unit.weight() * rarity * (rarity == rarest ? UNKNOWN : 1);
            for (Map.Entry<Integer, Share> entry : shares(unit).entrySet()) {
                int passage = entry.getKey();
                double worth = unit.weight() * rarity * entry.getValue().share();
                met[passage] += worth;
                evidence[passage] += unit.isStrong() ? worth : 0;
                headings[passage] += entry.getValue().inHeading() ? unit.weight() * rarity : 0;
            }
        }
        boolean asksChinese = Tokens.isChinese(question);
        boolean asksNot = NOT.matcher(question).find();
        for (int i = 0; i < met.length; i++) {
            double language = asksChinese == chinese[i] ? 1 : OTHER_LANGUAGE;
            double negation = negative[i] && !asksNot ? NEGATION : 1;
            double heading = 1 - HEADING_SHARE * (1 - Math.min(1, headings[i] / headingWorth[i]));
            met[i] = evidence[i] < EVIDENCE ? 0 : language * negation * heading * met[i] / all;
        }
        return met;
    }

    /** How much of a unit each passage has that has any, 0 to 1. */
    private Map<Integer, Share> shares(Unit unit) {
        Map<Integer, Share> shares = new HashMap<>();
        unit.words().forEach(word -> share(word, 1, shares));
        unit.concepts().forEach(concept -> share(concept, CONCEPT, shares));
        return shares;
    }

    private void share(String token, double worth, Map<Integer, Share> shares) {
        for (Posting posting : postings.getOrDefault(token, List.of())) {
            double k = K1 * (1 - B + B * lengths[posting.passage()]);
            double share = worth * posting.frequency() / (posting.frequency() + k);
            shares.merge(posting.passage(), new Share(share, posting.inHeading()), Share::better);
        }
    }

    /** Of its most common name; the rarest there is if no passage has any. */
    private double rarity(Unit unit) {
        Set<String> names = new LinkedHashSet<>(unit.words());
        names.addAll(unit.concepts());
        int most = names.stream()
                .mapToInt(name -> postings.getOrDefault(name, List.of()).size())
                .max()
                .orElse(0);
        return most == 0 ? rarest : Math.log(1 + (passages.size() + BACKGROUND - most + 0.5) / (most + 0.5));
    }

    private record Posting(int passage, float frequency, boolean inHeading) {}

    private record Share(double share, boolean inHeading) {
        Share better(Share other) {
            return new Share(Math.max(share, other.share), inHeading || other.inHeading);
        }
    }
}
