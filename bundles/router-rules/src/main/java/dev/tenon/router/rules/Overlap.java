// SPDX-License-Identifier: Apache-2.0
package dev.tenon.router.rules;

import dev.tenon.api.router.Route;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How much a request and the examples of skills have in common. Thread-safe. */
final class Overlap {
    private static final int KEPT = 20_000;

    private final Map<String, Set<String>> wordsOfExamples = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Set<String>> eldest) {
            return size() > KEPT;
        }
    };

    /**
     * A skill's nearest example.
     *
     * @param route of the skill
     * @param share of the content words that are common to both, 0 to 1
     * @param common those words
     * @param example the example
     */
    record Common(Route route, double share, Set<String> common, String example) {}

    /** All skills that have anything in common with a request, the nearest first. */
    List<Common> of(String plain, List<Route> routes) {
        Set<String> asked = ContentWords.of(plain);
        return routes.stream()
                .flatMap(route -> route.examples().values().stream()
                        .flatMap(List::stream)
                        .map(example -> common(route, asked, example))
                        .max(Comparator.comparingDouble(Common::share))
                        .stream())
                .filter(common -> common.share() > 0)
                .sorted(Comparator.comparingDouble(Common::share).reversed().thenComparing(common -> common.route()
                        .id()))
                .toList();
    }

    private Common common(Route route, Set<String> asked, String example) {
        Set<String> words = words(example);
        Set<String> both = new LinkedHashSet<>(asked);
        both.retainAll(words);
        int all = asked.size() + words.size();
        return new Common(route, all == 0 ? 0 : 2.0 * both.size() / all, both, example);
    }

    private Set<String> words(String example) {
        synchronized (wordsOfExamples) {
            return wordsOfExamples.computeIfAbsent(example, missing -> ContentWords.of(Plain.of(missing)));
        }
    }
}
