// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.skill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SkillDescriptorTest {
    private static SkillDescriptor named(String name, String summary, List<String> examples) {
        return new SkillDescriptor(name, summary, Map.of(Locale.ENGLISH, examples), "{}", "{}");
    }

    @Test
    void loadsTheFilesOfItsBundle() {
        SkillDescriptor loaded = SkillDescriptor.load(SkillDescriptorTest.class, "sample");
        assertThat(loaded.name()).isEqualTo("sample");
        assertThat(loaded.summary()).isEqualTo("Samples things: 样品");
        assertThat(loaded.examples())
                .isEqualTo(
                        Map.of(Locale.ENGLISH, List.of("sample this", "take a sample"), Locale.CHINESE, List.of("取样")));
        assertThat(loaded.attachments()).containsExactly("image/*", "audio/wav");
        assertThat(loaded.argumentsSchema()).contains("object");
    }

    @Test
    void namesTheFileThatIsMissing() {
        assertThatThrownBy(() -> SkillDescriptor.load(SkillDescriptorTest.class, "absent"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("skills/absent/skill.properties");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Calc", "a b", "-a", "../a", "a/b", "é"})
    void refusesIllFormedNames(String name) {
        assertThatThrownBy(() -> named(name, "does", List.of("do"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesASkillThatNobodyFinds() {
        assertThatThrownBy(() -> named("a", " ", List.of("do"))).hasMessageContaining("summary");
        assertThatThrownBy(() -> named("a", "does", List.of())).hasMessageContaining("example");
    }

    @Test
    void keepsCopies() {
        List<String> sentences = new ArrayList<>(List.of("do"));
        Map<Locale, List<String>> examples = new HashMap<>(Map.of(Locale.ENGLISH, sentences));
        SkillDescriptor descriptor = new SkillDescriptor("a", "does", examples, "{}", "{}");
        sentences.add("more");
        examples.clear();
        assertThat(descriptor.examples()).isEqualTo(Map.of(Locale.ENGLISH, List.of("do")));
    }

    @Test
    void argumentsAreTypedOnReading() throws SkillException {
        Arguments arguments = new Arguments(Map.of("n", 0.1, "t", "x"));
        assertThat(arguments.number("n").orElseThrow()).isEqualByComparingTo("0.1");
        assertThat(arguments.text("absent")).isEmpty();
        assertThatThrownBy(() -> arguments.number("t"))
                .isInstanceOfSatisfying(SkillException.class, e -> assertThat(e.reason())
                        .isEqualTo(SkillException.Reason.INVALID_ARGUMENT));
        assertThatThrownBy(() -> arguments.text("n")).hasMessageContaining("must be a text");
    }

    @Test
    void requestsAreBoundedAndTheirAttachmentsReadOnly() {
        assertThatThrownBy(() -> Utterance.of("a".repeat(Utterance.MAX_LENGTH + 1), Locale.ROOT))
                .hasMessageContaining("100000");
        Attachment attachment = new Attachment("image/png", ByteBuffer.wrap(new byte[] {1, 2}));
        attachment.content().get();
        assertThat(attachment.content().remaining()).isEqualTo(2);
        assertThat(attachment.content().isReadOnly()).isTrue();
    }

    @Test
    void confidenceIsFromZeroToOne() {
        Arguments none = new Arguments(Map.of());
        for (double bad : new double[] {-0.1, 1.1, Double.NaN}) {
            assertThatThrownBy(() -> new Understanding(none, bad)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void anArgumentThatIsNoFiniteNumberIsRefused() {
        Arguments arguments = new Arguments(Map.of("n", Double.NaN));
        assertThatThrownBy(() -> arguments.number("n")).isInstanceOf(SkillException.class);
    }
}
