// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.faq;

import dev.tenon.api.health.HealthCheck;
import dev.tenon.api.health.HealthResult;
import dev.tenon.api.lifecycle.TenonPlugin;
import dev.tenon.api.platform.DataFolder;
import dev.tenon.api.platform.Embeddings;
import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.Skill;
import dev.tenon.api.skill.SkillContext;
import dev.tenon.api.skill.SkillDescriptor;
import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.SkillResult;
import dev.tenon.api.skill.Understanding;
import dev.tenon.api.skill.Utterance;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Answers questions from the operator's documents. */
@TenonPlugin(
        id = "dev.tenon.skill.faq",
        name = "Answers from documents",
        summary = "Answers questions from a folder of your Markdown and text files and names the place.",
        categories = "skill",
        permissions = "files:documents")
@Component(
        service = {Skill.class, HealthCheck.class},
        configurationPid = FaqSkill.PID)
@Designate(ocd = FaqSkill.Config.class)
public final class FaqSkill implements Skill, HealthCheck {
    static final String PID = "dev.tenon.skill.faq";

    /** Settings. */
    @ObjectClassDefinition(name = "Answers from documents")
    @interface Config {
        /** Where the documents are. */
        @AttributeDefinition(
                name = "Folder of documents [path]",
                required = false,
                description = "Folder of the documents (.md, .markdown, .txt, subfolders too), absolute; empty for the"
                        + " folder documents in the plugin's data folder")
        String folder() default "";

        /** When a passage is an answer. */
        @AttributeDefinition(
                name = "Least nearness [share]",
                min = "0.1",
                max = "1",
                description = "Nearness to the question from which a passage is an answer, 0.1 to 1; higher: fewer"
                        + " answers, fewer wrong ones")
        double min_score() default 0.4;

        /** Limit of files. */
        @AttributeDefinition(
                name = "Most files [files]",
                min = "1",
                max = "10000",
                description = "Most files that are read")
        int max_files() default 2000;

        /** Limit of a file. */
        @AttributeDefinition(
                name = "Largest file [bytes]",
                min = "1024",
                max = "67108864",
                description = "Largest file that is read, in bytes")
        long max_bytes() default 2097152;

        /** Length of an answer. */
        @AttributeDefinition(
                name = "Longest answer [characters]",
                min = "100",
                max = "10000",
                description = "Longest answer, in characters")
        int answer_characters() default 700;

        /** How often it is looked anyway. */
        @AttributeDefinition(
                name = "Time between looks [seconds]",
                min = "1",
                max = "86400",
                description = "Time between two looks at the folder where its file system does not tell of changes, in"
                        + " seconds")
        int rescan_seconds() default 30;
    }

    private static final Duration FIRST_LOOK = Duration.ofSeconds(2);

    /** At the least score that counts, the assistant takes the skill only if its examples are like the request too. */
    private static final double LEAST_CONFIDENCE = 0.6;

    private static final double MOST_CONFIDENCE = 0.92;

    /** From this score on a passage is as clear an answer as can be told. */
    private static final double CLEAR = 0.7;

    private static final int LONGEST_UNDERSTOOD = 1_000;

    private final SkillDescriptor descriptor = SkillDescriptor.load(FaqSkill.class, "faq");
    private final OtherRequests others = new OtherRequests();
    private final Meaning meaning = new Meaning();
    private final Search search = new Search(meaning);
    private final double minScore;
    private final int answerCharacters;
    private final Library library;

    /**
     * Begins to read the documents, and waits a moment for them, so that a new release answers from its first request.
     *
     * @param data where the documents are unless the settings say otherwise
     * @param config settings
     * @throws IllegalArgumentException if a setting is out of range
     */
    @Activate
    public FaqSkill(@Reference DataFolder data, Config config) {
        Settings settings = Settings.of(config);
        minScore = settings.minScore();
        answerCharacters = settings.answerCharacters();
        Path folder = settings.folder().orElseGet(() -> DefaultFolder.in(data.path()));
        DocumentFolder documents = new DocumentFolder(folder, settings.maxFiles(), settings.maxBytes());
        library = new Library(folder, documents, meaning, settings.rescan(), FIRST_LOOK);
    }

    @Deactivate
    void stop() {
        library.close();
        meaning.close();
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setEmbeddings(Embeddings service) {
        meaning.arrived(service);
    }

    void unsetEmbeddings(Embeddings service) {
        meaning.left(service);
    }

    @Override
    public SkillDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public Optional<Understanding> understand(Utterance utterance) {
        String question = utterance.text().strip();
        if (question.isEmpty() || question.length() > LONGEST_UNDERSTOOD || others.include(question)) {
            return Optional.empty();
        }
        return library.read()
                .flatMap(shelf -> search.of(shelf.index(), question).stream().findFirst())
                .filter(hit -> hit.score() >= minScore)
                .map(hit -> new Understanding(Arguments.of("question", question), confidence(hit.score())));
    }

    private double confidence(double score) {
        double share = Math.min(1, (score - minScore) / Math.max(0.05, CLEAR - minScore));
        return LEAST_CONFIDENCE + (MOST_CONFIDENCE - LEAST_CONFIDENCE) * share;
    }

    @Override
    public SkillResult invoke(Arguments arguments, SkillContext context) throws SkillException {
        Locale language = context.language();
        String question = arguments
                .text("question")
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> Sentences.noQuestion(language));
        Shelf shelf = library.read().orElseThrow(() -> Sentences.notYet(language));
        if (shelf.problem().isPresent()) {
            throw Sentences.unreadable(library.folder(), language);
        }
        if (shelf.documents() == 0) {
            throw Sentences.empty(library.folder(), language);
        }
        List<Hit> hits = search.of(shelf.index(), question).stream()
                .filter(hit -> hit.score() >= minScore)
                .toList();
        if (hits.isEmpty()) {
            throw Sentences.nothing(library.folder(), shelf.documents(), language);
        }
        return result(hits, language);
    }

    private SkillResult result(List<Hit> hits, Locale language) {
        Map<String, Object> values = values(hits.get(0), "answer");
        List<Object> further = new ArrayList<>();
        hits.stream().skip(1).forEach(hit -> further.add(values(hit, "text")));
        values.put("passages", further);
        String answer = (String) values.get("answer");
        return new SkillResult(Sentences.answer(answer, hits.get(0).passage(), language), values);
    }

    private Map<String, Object> values(Hit hit, String text) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(text, PassageCutter.shortened(hit.passage().text(), answerCharacters));
        values.put("file", hit.passage().file());
        values.put("heading", hit.passage().heading());
        values.put("score", Math.round(hit.score() * 1000) / 1000.0);
        return values;
    }

    @Override
    public String name() {
        return "documents to answer from can be read";
    }

    @Override
    public HealthResult check() {
        return FolderHealth.of(library);
    }
}
