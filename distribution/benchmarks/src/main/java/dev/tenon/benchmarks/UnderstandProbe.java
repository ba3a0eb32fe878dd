// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import dev.tenon.api.backend.BackendException;
import dev.tenon.api.platform.Embedding;
import dev.tenon.api.platform.Embeddings;
import dev.tenon.api.router.Candidate;
import dev.tenon.api.router.Decision;
import dev.tenon.api.router.Route;
import dev.tenon.api.router.Router;
import dev.tenon.api.skill.Utterance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Inside the container: the router's whole match on intents that the encoder was never trained on, out of scope, and
 * from a question to its paragraph; the encoder's time for a sentence. The program outside calls it with types of the
 * JDK alone.
 */
@Component(service = Function.class, property = "tenon.benchmark=understand")
public final class UnderstandProbe implements Function<Map<String, String>, Map<String, Object>> {
    private static final int DRAWS = 5;
    private static final int SHOTS = 5;
    private static final int SHOTS_OF_A_SKILL = 20;
    private static final int QUESTIONS = 50;

    private final Router router;
    private final Embeddings embeddings;

    /**
     * Starts the probe.
     *
     * @param router what is measured
     * @param embeddings what it is measured with
     */
    @Activate
    public UnderstandProbe(@Reference Router router, @Reference Embeddings embeddings) {
        this.router = router;
        this.embeddings = embeddings;
    }

    /**
     * Measures.
     *
     * @param options {@code data}: folder of the texts; {@code control}: {@code true} gives examples to the wrong
     *     intents; {@code calibration}: a file to write what the router knew of each request to, or absent; {@code
     *     distribution}: where the skills are whose examples it is asked with
     * @return the figures by name
     */
    @Override
    public Map<String, Object> apply(Map<String, String> options) {
        try {
            IntentTexts texts = new IntentTexts(Path.of(options.get("data")));
            if (options.containsKey("calibration")) {
                Path file = Path.of(options.get("calibration"));
                Files.writeString(
                        file, new CalibrationRows(router, texts, Path.of(options.get("distribution"))).text());
                return Map.of("calibration", file.toString());
            }
            boolean shuffled = Boolean.parseBoolean(options.get("control"));
            Map<String, Object> figures = new LinkedHashMap<>();
            unseen("hwu_unseen_5shot", "hwu", texts.hwu(), IntentTexts.every(texts.hwu(), 0, 16), shuffled, figures);
            unseen(
                    "clinc_unseen_5shot",
                    "clinc",
                    texts.clinc(),
                    IntentTexts.every(texts.clinc(), 1, 37),
                    shuffled,
                    figures);
            figures.put("oos_auroc", rounded(outOfScope(texts, shuffled)));
            figures.put("router_ms", millisOfDecision(texts));
            figures.put("ms_per_sentence", millisOfSentence(texts));
            figures.put("zh_recall1", rounded(recall(texts, "zh", shuffled)));
            figures.put("en_recall1", rounded(recall(texts, "en", shuffled)));
            figures.put("en_zh_recall1", rounded(acrossLanguages(texts)));
            return figures;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (BackendException e) {
            throw new IllegalStateException("the encoder failed", e);
        }
    }

    private void unseen(
            String key,
            String short_,
            Map<String, List<String>> intents,
            List<String> names,
            boolean shuffled,
            Map<String, Object> figures) {
        double right = 0;
        double baseline = 0;
        double all = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            Episode episode = Episode.of(intents, names, SHOTS, QUESTIONS, draw, shuffled);
            CharacterTfIdf tfIdf = new CharacterTfIdf(episode.examples());
            for (Episode.Question question : episode.questions()) {
                all++;
                right += question.intent().equals(first(router, question.text(), episode.routes())) ? 1 : 0;
                baseline += question.intent().equals(tfIdf.nearest(question.text())) ? 1 : 0;
            }
        }
        figures.put(key, rounded(right / all));
        figures.put(short_ + "_character_tfidf", rounded(baseline / all));
    }

    private static String first(Router router, String text, List<Route> routes) {
        Decision decision = router.decide(Utterance.of(text, Locale.ENGLISH), routes);
        return decision.candidates().isEmpty()
                ? ""
                : decision.candidates().get(0).id();
    }

    /** From a question to its paragraph among 240, each paragraph one route with itself as the only example. */
    private double recall(IntentTexts texts, String language, boolean shuffled) throws IOException {
        List<String> paragraphs = new ArrayList<>(texts.paragraphs(language));
        if (shuffled) {
            Collections.shuffle(paragraphs, new Random(1));
        }
        List<Route> routes = new ArrayList<>();
        for (int i = 0; i < paragraphs.size(); i++) {
            routes.add(route(Integer.toString(i), List.of(paragraphs.get(i))));
        }
        int right = 0;
        List<IntentTexts.Question> questions = texts.questions(language);
        for (IntentTexts.Question question : questions) {
            right += first(router, question.text(), routes).equals(Integer.toString(question.paragraph())) ? 1 : 0;
        }
        return (double) right / questions.size();
    }

    /** Confidence in requests of unseen intents against confidence in requests that belong nowhere. */
    private double outOfScope(IntentTexts texts, boolean shuffled) throws IOException {
        Map<String, List<String>> intents = texts.clinc();
        Episode episode = Episode.of(intents, IntentTexts.every(intents, 1, 37), SHOTS_OF_A_SKILL, 40, DRAWS, shuffled);
        List<Double> inside = episode.questions().stream()
                .map(question -> confidence(question.text(), episode.routes()))
                .toList();
        List<Double> outside = texts.clincOutOfScope().stream()
                .map(text -> confidence(text, episode.routes()))
                .toList();
        return Ranking.auroc(inside, outside);
    }

    private double confidence(String text, List<Route> routes) {
        List<Candidate> candidates =
                router.decide(Utterance.of(text, Locale.ENGLISH), routes).candidates();
        return candidates.isEmpty() ? 0 : candidates.get(0).confidence();
    }

    private double millisOfDecision(IntentTexts texts) throws IOException {
        Map<String, List<String>> intents = texts.clinc();
        Episode episode =
                Episode.of(intents, IntentTexts.every(intents, 1, 37), SHOTS_OF_A_SKILL, 10, DRAWS + 1, false);
        return median(episode.questions().stream()
                .map(Episode.Question::text)
                .map(text -> nanos(() -> confidence(text, episode.routes())))
                .toList());
    }

    /** One caller, one sentence a call, none of them embedded before. */
    private double millisOfSentence(IntentTexts texts) throws IOException, BackendException {
        List<String> sentences = new ArrayList<>();
        texts.questions("en").forEach(question -> sentences.add(question.text()));
        Collections.shuffle(sentences, new Random(1));
        List<Long> nanos = new ArrayList<>();
        for (String sentence : sentences.subList(0, 600)) {
            long begun = System.nanoTime();
            embeddings.embed(List.of(sentence + " now"));
            nanos.add(System.nanoTime() - begun);
        }
        return median(nanos);
    }

    /** A Chinese question to the English one that asks the same, among all 1,190. */
    private double acrossLanguages(IntentTexts texts) throws IOException, BackendException {
        List<Embedding> english = embeddings.embed(
                texts.questions("en").stream().map(IntentTexts.Question::text).toList());
        List<Embedding> chinese = embeddings.embed(
                texts.questions("zh").stream().map(IntentTexts.Question::text).toList());
        int right = 0;
        for (int i = 0; i < chinese.size(); i++) {
            int best = 0;
            for (int j = 1; j < english.size(); j++) {
                if (chinese.get(i).cosine(english.get(j)) > chinese.get(i).cosine(english.get(best))) {
                    best = j;
                }
            }
            right += best == i ? 1 : 0;
        }
        return (double) right / chinese.size();
    }

    private static long nanos(Runnable work) {
        long begun = System.nanoTime();
        work.run();
        return System.nanoTime() - begun;
    }

    private static double median(List<Long> nanos) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        return rounded(sorted[sorted.length / 2] / 1e6);
    }

    static double rounded(double value) {
        return Math.round(value * 1e4) / 1e4;
    }

    /** Nothing is understood by a skill here: examples decide alone. */
    static Route route(String id, List<String> examples) {
        return new Route(id, id, Map.of(Locale.ENGLISH, examples), List.of(), Optional.empty());
    }
}
