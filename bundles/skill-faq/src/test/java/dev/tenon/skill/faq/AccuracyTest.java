// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.faq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.api.skill.Utterance;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How often the sample's documents answer, by their words alone. The figures are those that the README tells. */
class AccuracyTest {
    private static final Logger LOG = LoggerFactory.getLogger(AccuracyTest.class);
    private static FaqSkill skill;

    @BeforeAll
    static void open() {
        skill = Opened.skill(Path.of("target"), TestConfig.of(Path.of("sample-documents")));
    }

    @AfterAll
    static void close() {
        skill.stop();
    }

    @Test
    void findsThePassageForNineOfTenQuestions() {
        assertThat(share("questions-tuned.txt", "sample-documents")).isGreaterThanOrEqualTo(0.91);
        assertThat(share("questions-unseen.txt", "sample-documents")).isGreaterThanOrEqualTo(0.9);
    }

    @Test
    void findsThePassageInTheOtherLanguage() {
        List<Questions> all = Questions.of("questions-other-language.txt");
        Index english = index("sample-documents/en");
        Index chinese = index("sample-documents/zh");
        long found = all.stream()
                .filter(question -> first(question.file().startsWith("en") ? english : chinese, question))
                .count();
        LOG.info("in the other language: {} of {}", found, all.size());
        assertThat(found).isGreaterThanOrEqualTo(11);
    }

    @Test
    void leavesToOthersWhatTheDocumentsDoNotAnswer() {
        assertThat(Resources.lines("questions-unanswered.txt"))
                .hasSizeGreaterThanOrEqualTo(60)
                .allSatisfy(request -> assertThat(understood(request)).isFalse());
        assertThat(Resources.lines("unanswered-unseen.txt").stream().filter(AccuracyTest::understood))
                .hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void readsTraditionalCharacters() {
        assertThat(List.of("退貨的運費由誰承擔？", "禮品卡可以退款嗎？", "你們的營業時間是幾點到幾點？", "發票可以開公司抬頭嗎？"))
                .allSatisfy(question -> assertThat(understood(question)).isTrue());
    }

    @Test
    void takesNineOfTenQuestionsThatTheDocumentsAnswer() {
        List<Questions> all = Questions.of("questions-unseen.txt");
        long taken =
                all.stream().filter(question -> understood(question.question())).count();
        LOG.info("taken: {} of {}", taken, all.size());
        assertThat(taken / (double) all.size()).isGreaterThanOrEqualTo(0.9);
    }

    @Test
    void understandsMostOfItsExamplesWithAShopsDocuments() {
        skill.descriptor().examples().forEach((language, examples) -> assertThat(
                        examples.stream().filter(AccuracyTest::understood))
                .as(language.toLanguageTag())
                .hasSizeGreaterThanOrEqualTo(examples.size() * 3 / 4));
    }

    private static boolean understood(String request) {
        return skill.understand(Utterance.of(request, Locale.ROOT)).isPresent();
    }

    private static double share(String questions, String folder) {
        List<Questions> all = Questions.of(questions);
        Index index = index(folder);
        assertThat(index.passages()).hasSizeGreaterThanOrEqualTo(100);
        long found = all.stream().filter(question -> first(index, question)).count();
        LOG.info("{}: the first passage is right for {} of {}", questions, found, all.size());
        return found / (double) all.size();
    }

    private static boolean first(Index index, Questions question) {
        try (Meaning none = new Meaning()) {
            List<Hit> hits = new Search(none).of(index, question.question());
            String place = question.file().substring(question.file().indexOf('/') + 1);
            return !hits.isEmpty()
                    && hits.get(0).passage().heading().equals(question.heading())
                    && hits.get(0).passage().file().endsWith(place);
        }
    }

    private static Index index(String folder) {
        return new DocumentFolder(Path.of(folder).toAbsolutePath(), 1000, 1 << 20)
                .look()
                .index();
    }
}
