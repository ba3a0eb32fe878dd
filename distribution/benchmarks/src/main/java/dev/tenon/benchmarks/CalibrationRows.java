// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import dev.tenon.api.router.Candidate;
import dev.tenon.api.router.Route;
import dev.tenon.api.router.Router;
import dev.tenon.api.skill.Utterance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.StringJoiner;

/**
 * What {@code bundles/router-adaptive/train/calibrate.py} fits the router's confidence to: for requests of known intent,
 * in many small sets of skills, what the router knew of its likeliest candidate and whether it was right. Only intents
 * that are not held out, and the examples of our own skills, each asked for by some of the others' absence; half of the requests are meant for a skill that is not there.
 */
final class CalibrationRows {
    private static final int EPISODES = 60;
    private static final int SKILL_EPISODES = 120;
    private static final int SKILL_SHOTS = 34;

    private final Router router;
    private final IntentTexts texts;
    private final Path distribution;

    CalibrationRows(Router router, IntentTexts texts, Path distribution) {
        this.router = router;
        this.texts = texts;
        this.distribution = distribution;
    }

    String text() throws IOException {
        StringJoiner rows = new StringJoiner("\n", "right\tnearest\tin words\tbest few\tshare\tlead\n", "\n");
        Random random = new Random(11);
        for (Map<String, List<String>> intents : List.of(texts.hwu(), texts.clinc())) {
            boolean hwu = intents.size() == 64;
            List<String> heldOut = IntentTexts.every(intents, hwu ? 0 : 1, hwu ? 16 : 37);
            for (int episode = 0; episode < EPISODES; episode++) {
                List<String> names = new ArrayList<>(IntentTexts.others(intents, heldOut));
                names.removeIf(name -> intents.get(name).size() < 30);
                Collections.shuffle(names, random);
                int here = 4 + random.nextInt(names.size() - 12);
                int shots = 10 + random.nextInt(12);
                add(
                        Episode.of(intents, names.subList(0, here), shots, 4, episode, false),
                        names.subList(here, names.size()),
                        intents,
                        random,
                        rows);
            }
        }
        Map<String, List<String>> skills = SkillExamples.of(distribution);
        for (int episode = 0; episode < SKILL_EPISODES; episode++) {
            List<String> names = new ArrayList<>(skills.keySet());
            Collections.shuffle(names, random);
            int here = 6 + random.nextInt(names.size() - 10);
            add(
                    Episode.of(skills, names.subList(0, here), SKILL_SHOTS, 6, episode, false),
                    names.subList(here, names.size()),
                    skills,
                    random,
                    rows);
        }
        return rows.toString();
    }

    private void add(
            Episode episode, List<String> absent, Map<String, List<String>> intents, Random random, StringJoiner rows)
            throws IOException {
        Set<String> here = new HashSet<>();
        episode.routes().forEach(route -> here.add(route.id()));
        List<Episode.Question> asked = new ArrayList<>(episode.questions());
        Collections.shuffle(asked, random);
        List<Episode.Question> questions = new ArrayList<>(asked.subList(0, Math.min(40, asked.size())));
        List<String> outOfScope = texts.clincOutOfScopeForTraining();
        for (int i = 0; i < 20; i++) {
            questions.add(new Episode.Question("", outOfScope.get(random.nextInt(outOfScope.size()))));
            String name = absent.get(random.nextInt(absent.size()));
            questions.add(new Episode.Question(
                    name, intents.get(name).get(random.nextInt(intents.get(name).size()))));
        }
        questions.forEach(question -> row(question, episode.routes(), rows));
    }

    private void row(Episode.Question question, List<Route> routes, StringJoiner rows) {
        List<Candidate> candidates = router.decide(Utterance.of(question.text(), Locale.ENGLISH), routes)
                .candidates();
        if (candidates.isEmpty()) {
            return;
        }
        Candidate first = candidates.stream()
                .max((a, b) -> Double.compare(share(a), share(b)))
                .orElseThrow();
        double next = candidates.stream()
                .filter(other -> other != first)
                .mapToDouble(CalibrationRows::share)
                .max()
                .orElse(0);
        Map<String, Double> known = first.evidence();
        rows.add("%d\t%s\t%s\t%s\t%s\t%s"
                .formatted(
                        first.id().equals(question.intent()) ? 1 : 0,
                        known.get("nearest"),
                        known.get("in words"),
                        known.get("best few"),
                        known.get("share"),
                        share(first) - next));
    }

    private static double share(Candidate candidate) {
        return candidate.evidence().getOrDefault("share", 0.0);
    }
}
