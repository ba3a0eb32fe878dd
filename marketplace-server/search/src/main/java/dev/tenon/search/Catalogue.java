// SPDX-License-Identifier: Apache-2.0
package dev.tenon.search;

import dev.tenon.catalog.format.Index;
import dev.tenon.catalog.format.PluginIds;
import dev.tenon.catalog.format.Release;
import dev.tenon.catalog.format.SkillEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** All plugins of one index, searchable. Immutable: each change of the index makes a new one. */
public final class Catalogue {
    private static final Set<String> NAME_STOP = Set.of("dev", "org", "com", "net", "io");

    private final long sequence;
    private final Map<String, Listing> listings;
    private final Map<String, Map<String, Double>> weights = new HashMap<>();

    /**
     * Reads an index.
     *
     * @param index what is offered
     */
    public Catalogue(Index index) {
        sequence = index.sequence();
        Map<String, List<Release>> byId = new TreeMap<>();
        for (Release release : index.releases()) {
            byId.computeIfAbsent(release.id(), id -> new ArrayList<>()).add(0, release);
        }
        Map<String, Integer> shortNames = new HashMap<>();
        byId.keySet().forEach(id -> shortNames.merge(PluginIds.shortName(id), 1, Integer::sum));
        Map<String, Listing> all = new LinkedHashMap<>();
        byId.forEach((id, releases) -> {
            String name = PluginIds.shortName(id);
            all.put(id, new Listing(shortNames.get(name) == 1 ? name : id, releases));
        });
        this.listings = Collections.unmodifiableMap(all);
        all.forEach((id, listing) -> weigh(id, listing.newest()));
    }

    /** The number of the index that this was read from. */
    long sequence() {
        return sequence;
    }

    private void weigh(String id, Release release) {
        Map<String, Double> words = new HashMap<>();
        List<String> idWords = new ArrayList<>(Words.of(id.replace('.', ' ')));
        idWords.removeAll(NAME_STOP);
        add(words, idWords, 4);
        add(words, Words.of(release.name()), 6);
        add(words, Words.of(release.summary()), 3);
        add(words, Words.of(String.join(" ", release.categories())), 1);
        Set<String> spoken = new HashSet<>();
        for (SkillEntry skill : release.skills()) {
            add(words, Words.of(skill.name() + " " + skill.summary()), 2);
            skill.examples().values().forEach(sentences -> spoken.addAll(Words.of(String.join("\n", sentences))));
        }
        add(words, List.copyOf(spoken), 1);
        weights.put(id, words);
    }

    private static void add(Map<String, Double> words, List<String> found, double weight) {
        new HashSet<>(found).forEach(word -> words.merge(word, weight, Double::sum));
    }

    /**
     * Finds plugins.
     *
     * @param query words in any language; empty for all
     * @param category only of this category; empty for any
     * @return best first; in order of their names if the query is empty, and then without variants of models: who looks
     *     around installs the model
     */
    public List<Listing> find(String query, String category) {
        List<Listing> candidates = listings.values().stream()
                .filter(listing ->
                        category.isEmpty() || listing.newest().categories().contains(category))
                .toList();
        List<String> words = Words.of(query).stream().distinct().toList();
        if (words.isEmpty()) {
            // a query of nothing but stop words or signs finds nothing; no query finds all
            return query.isBlank()
                    ? byName(candidates.stream()
                            .filter(listing -> !listing.newest().bringsVariant())
                            .toList())
                    : List.of();
        }
        Map<String, Double> scores = new HashMap<>();
        for (Listing listing : candidates) {
            double score = score(listing, words);
            if (score > 0) {
                scores.put(listing.newest().id(), score);
            }
        }
        return byName(candidates).stream()
                .filter(listing -> scores.containsKey(listing.newest().id()))
                .sorted(Comparator.comparingDouble(
                        listing -> -scores.get(listing.newest().id())))
                .toList();
    }

    private static List<Listing> byName(List<Listing> found) {
        return found.stream()
                .sorted(Comparator.comparing(
                        (Listing listing) -> listing.newest().name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    private double score(Listing listing, List<String> words) {
        Map<String, Double> has = weights.getOrDefault(listing.newest().id(), Map.of());
        double score = 0;
        int matched = 0;
        for (String word : words) {
            double weight = weight(has, word);
            if (weight > 0) {
                matched++;
                score += weight * rarity(word);
            }
        }
        double share = (double) matched / words.size();
        return score * share * share;
    }

    /** A word that is still being typed finds what it begins. */
    private static double weight(Map<String, Double> has, String word) {
        Double exact = has.get(word);
        if (exact != null) {
            return exact;
        }
        return word.length() < 3
                ? 0
                : has.entrySet().stream()
                                .filter(entry -> entry.getKey().startsWith(word))
                                .mapToDouble(Map.Entry::getValue)
                                .max()
                                .orElse(0)
                        / 2;
    }

    private double rarity(String word) {
        long holders =
                weights.values().stream().filter(has -> has.containsKey(word)).count();
        return Math.log(1 + (weights.size() + 1.0) / (holders + 0.5));
    }

    /**
     * Finds a plugin by its id.
     *
     * @param id Bundle-SymbolicName
     * @return empty if it is not offered
     */
    public Optional<Listing> plugin(String id) {
        return Optional.ofNullable(listings.get(id));
    }

    /**
     * Finds a plugin by what people call it.
     *
     * @param name its id, or its short name where that is unique
     * @return empty if it is not offered
     */
    public Optional<Listing> named(String name) {
        return plugin(name).or(() -> listings.values().stream()
                .filter(listing -> listing.shortName().equals(name))
                .findFirst());
    }

    /**
     * Categories that have a plugin.
     *
     * @return sorted
     */
    public List<String> categories() {
        TreeSet<String> categories = new TreeSet<>();
        listings.values().forEach(listing -> categories.addAll(listing.newest().categories()));
        return List.copyOf(categories);
    }

    /**
     * How many plugins there are.
     *
     * @return at least 0
     */
    public int size() {
        return listings.size();
    }
}
