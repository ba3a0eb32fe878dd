// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.faq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tenon.api.health.HealthResult.Status;
import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.SkillException.Reason;
import dev.tenon.api.skill.SkillResult;
import dev.tenon.api.skill.Understanding;
import dev.tenon.api.skill.Utterance;
import dev.tenon.tck.TestSkillContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaqSkillTest {
    private static final Path SHOP = Path.of("sample-documents");

    @TempDir
    Path data;

    private final List<FaqSkill> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(FaqSkill::stop);
    }

    private FaqSkill skill(TestConfig config) {
        FaqSkill skill = Opened.skill(data, config);
        open.add(skill);
        return skill;
    }

    private static SkillResult ask(FaqSkill skill, String question, Locale language) throws SkillException {
        return skill.invoke(Arguments.of("question", question), TestSkillContext.in(language));
    }

    private static SkillException refusal(FaqSkill skill, String question, Locale language) {
        try {
            throw new AssertionError("was answered: " + ask(skill, question, language));
        } catch (SkillException refused) {
            return refused;
        }
    }

    @Test
    void answersWithThePassageAndItsPlace() throws Exception {
        SkillResult answer = ask(skill(TestConfig.of(SHOP)), "how long is a gift card valid?", Locale.ENGLISH);
        assertThat(answer.text())
                .startsWith("Three years from the day it was bought.")
                .endsWith("\n\nSource: en/gift-cards.txt › How long is a gift card valid?");
        assertThat(answer.value())
                .containsEntry("file", "en/gift-cards.txt")
                .containsEntry("heading", "How long is a gift card valid?")
                .containsEntry(
                        "answer",
                        "Three years from the day it was bought. What is left on it does not lapse before that.");
        assertThat((Double) answer.value().get("score")).isBetween(0.7, 1.0);
        assertThat((List<?>) answer.value().get("passages")).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void answersInChinese() throws Exception {
        SkillResult answer = ask(skill(TestConfig.of(SHOP)), "退款几天到账？", Locale.CHINESE);
        assertThat(answer.text()).startsWith("我们收到包裹后 5 个工作日内原路退款").endsWith("来源：zh/退换货.md › 退款多久到账");
    }

    @Test
    void namesFurtherPassagesThatMayAnswer() throws Exception {
        SkillResult answer = ask(skill(TestConfig.of(SHOP)), "warranty", Locale.ENGLISH);
        assertThat((List<?>) answer.value().get("passages")).hasSizeBetween(1, 3);
    }

    @Test
    void shortensALongAnswerAtTheEndOfASentence() throws Exception {
        Files.writeString(data.resolve("a.md"), "# Umbrellas\n\n" + "Umbrellas are kept by the door. ".repeat(20));
        SkillResult answer =
                ask(skill(TestConfig.of(data).withAnswers(100)), "where are umbrellas kept", Locale.ENGLISH);
        assertThat((String) answer.value().get("answer"))
                .hasSizeLessThanOrEqualTo(102)
                .endsWith("by the door. …");
    }

    @Test
    void saysThatNothingSpeaksOfIt() {
        FaqSkill skill = skill(TestConfig.of(SHOP));
        SkillException english = refusal(skill, "do you have a swimming pool", Locale.ENGLISH);
        assertThat(english.reason()).isEqualTo(Reason.NO_ANSWER);
        assertThat(english)
                .hasMessageStartingWith("Nothing in the documents speaks of that")
                .hasMessageContaining(SHOP.toAbsolutePath().toString())
                .hasMessageContaining("16 documents");
        assertThat(refusal(skill, "有游泳池吗", Locale.CHINESE))
                .hasMessageStartingWith("文档里没有提到这一点")
                .hasMessageContaining("16 份文档");
    }

    @Test
    void refusesAnEmptyQuestion() {
        assertThat(refusal(skill(TestConfig.of(SHOP)), "  ", Locale.ENGLISH).reason())
                .isEqualTo(Reason.INVALID_ARGUMENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"what is 2+2", "what time is it in Tokyo", "how many miles is 42 km", "set a timer"})
    void leavesToOthersWhatIsTheirs(String request) {
        assertThat(skill(TestConfig.of(SHOP)).understand(Utterance.of(request, Locale.ENGLISH)))
                .isEmpty();
    }

    @Test
    void isSureWhereADocumentSpeaksOfIt() {
        FaqSkill skill = skill(TestConfig.of(SHOP));
        Optional<Understanding> clear =
                skill.understand(Utterance.of("Do you pay the return postage?", Locale.ENGLISH));
        assertThat(clear.orElseThrow().confidence()).isBetween(0.88, 0.95);
        assertThat(clear.get().arguments()).isEqualTo(Arguments.of("question", "Do you pay the return postage?"));
        assertThat(skill.understand(Utterance.of("节假日营业吗", Locale.CHINESE))
                        .orElseThrow()
                        .confidence())
                .isBetween(0.85, 0.95);
    }

    @Test
    void takesAQuestionOnlyWhereTheDocumentsSpeakOfIt() throws Exception {
        Utterance returns = Utterance.of("can I return a bag that I do not like", Locale.ENGLISH);
        Path library = Files.createDirectory(data.resolve("library"));
        Files.writeString(library.resolve("rooms.md"), "# Reading rooms\n\nThe reading rooms are on the second floor.");
        assertThat(skill(TestConfig.of(SHOP)).understand(returns)).isPresent();
        assertThat(skill(TestConfig.of(library)).understand(returns)).isEmpty();
    }

    @Test
    void makesItsOwnFolderWithAHintThatIsNoDocument() throws IOException {
        FaqSkill skill = skill(new TestConfig("", 0.4, 2000, 2 << 20, 700, 1));
        assertThat(data.resolve("documents/README.md")).content().contains("Put Markdown (.md) and text (.txt) files");
        assertThat(refusal(skill, "where do I put files in UTF-8?", Locale.ENGLISH))
                .hasMessageStartingWith("There are no documents to answer from yet: put Markdown or text files into")
                .hasMessageContaining(data.resolve("documents").toString());
        assertThat(skill.understand(Utterance.of("where do I put files?", Locale.ENGLISH)))
                .isEmpty();
        assertThat(skill.check().status()).isEqualTo(Status.OK);
    }

    @Test
    void leavesAFolderThatIsThereAsItIs() throws IOException {
        Files.createDirectory(data.resolve("documents"));
        skill(new TestConfig("", 0.4, 2000, 2 << 20, 700, 1));
        assertThat(data.resolve("documents")).isEmptyDirectory();
    }

    @Test
    void saysThatItsFolderCannotBeRead() throws IOException {
        Path file = Files.createFile(data.resolve("file"));
        Path loop = Files.createSymbolicLink(data.resolve("loop"), data.resolve("loop"));
        for (Path folder : List.of(data.resolve("missing"), file, loop)) {
            FaqSkill skill = skill(TestConfig.of(folder));
            SkillException refused = refusal(skill, "when are you open?", Locale.ENGLISH);
            assertThat(refused.reason()).isEqualTo(Reason.UNAVAILABLE);
            assertThat(refused).hasMessageContaining(folder + " cannot be read");
            assertThat(skill.check().status()).isEqualTo(Status.DEGRADED);
            assertThat(skill.check().message()).contains("cannot be read").contains(folder.toString());
        }
    }

    @Test
    void namesSkippedFilesInItsHealth() throws IOException {
        Files.writeString(data.resolve("good.md"), "# Tea\n\nTea is served at four.");
        Files.write(data.resolve("old.txt"), new byte[] {(byte) 0xC4, (byte) 0xE3, (byte) 0xBA, (byte) 0xC3});
        FaqSkill skill = skill(TestConfig.of(data));
        assertThat(skill.check().status()).isEqualTo(Status.DEGRADED);
        assertThat(skill.check().message())
                .contains("documents: 1, passages: 1,")
                .contains("old.txt (not UTF-8 at byte 0: save it as UTF-8)");
    }

    @Test
    void refusesSettingsOutOfRange() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> skill(TestConfig.of(data).withFiles(0)))
                .withMessageContaining("max.files");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> skill(new TestConfig("documents", 0.4, 1, 2048, 700, 1)))
                .withMessageContaining("folder must be absolute");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> skill(new TestConfig("", Double.NaN, 1, 2048, 700, 1)))
                .withMessageContaining("min.score");
    }
}
