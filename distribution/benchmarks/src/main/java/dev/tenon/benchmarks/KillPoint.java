// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * When to kill: at a step that a job reports, a moment later, or at any time.
 *
 * @param action of the change
 * @param step at which, or {@link #ANY}
 */
record KillPoint(String action, String step) {
    static final String ANY = "any";

    /** All that an action has. */
    static List<KillPoint> of(String action) {
        List<KillPoint> points = new ArrayList<>();
        PluginChange.steps(action).forEach(step -> points.add(new KillPoint(action, step)));
        points.add(new KillPoint(action, ANY));
        return points;
    }

    /** Chooses the point of all actions that was used least; which one of several is chance. */
    static KillPoint choose(Map<String, Integer> used, Random random) {
        List<KillPoint> points = PluginChange.ACTIONS.stream()
                .flatMap(action -> of(action).stream())
                .toList();
        int least = points.stream()
                .mapToInt(point -> used.getOrDefault(point.name(), 0))
                .min()
                .orElseThrow();
        List<KillPoint> rarest = points.stream()
                .filter(point -> used.getOrDefault(point.name(), 0) == least)
                .toList();
        return rarest.get(random.nextInt(rarest.size()));
    }

    /** Says whether the steps that a job reported so far have come to it. */
    boolean isReached(List<String> steps) {
        return steps.stream().anyMatch(said -> said.equals(step) || said.startsWith(step + " "));
    }

    String name() {
        return action + " " + step;
    }

    /** Returns the steps at which nobody was killed. */
    static List<String> missed(List<String> seen) {
        return PluginChange.ACTIONS.stream()
                .flatMap(action -> PluginChange.steps(action).stream().map(step -> action + " " + step))
                .filter(step -> !seen.contains(step))
                .toList();
    }

    /** Counts how often each step was the last that was seen. */
    static Map<String, Integer> counted(List<String> seen) {
        Map<String, Integer> counts = new TreeMap<>();
        seen.forEach(step -> counts.merge(step, 1, Integer::sum));
        return counts;
    }

    /** Returns the word that names the last step: {@code fetch} of {@code fetch org.example.tides 1.0.0}. */
    static Optional<String> last(List<String> steps) {
        return steps.isEmpty()
                ? Optional.empty()
                : Optional.of(steps.get(steps.size() - 1).split(" ", 2)[0]);
    }
}
