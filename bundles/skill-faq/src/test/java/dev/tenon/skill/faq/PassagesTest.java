// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.faq;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How documents are cut. */
class PassagesTest {
    @TempDir
    Path folder;

    private List<Passage> passages(String name, String text) throws Exception {
        Files.writeString(folder.resolve(name), text);
        return new DocumentReader(4 << 20).passages(folder.resolve(name), name);
    }

    @Test
    void cutsMarkdownByHeadings() throws Exception {
        assertThat(passages(
                        "a.md",
                        "Before.\n\n# Shop\n\n## Hours\n\nOpen\nat ten.\n\n### Easter\n\nClosed.\n\n## Empty\n"))
                .containsExactly(
                        new Passage("a.md", "", "", "Before."),
                        new Passage("a.md", "Shop", "Hours", "Open at ten."),
                        new Passage("a.md", "Shop › Hours", "Easter", "Closed."));
    }

    @Test
    void readsListsAndTables() throws Exception {
        assertThat(passages("a.md", "# T\n\n- one **bold**\n- two [link](http://x.example)\n\n1. first\n2. second\n"))
                .singleElement()
                .extracting(Passage::text)
                .isEqualTo("- one bold\n- two \"link\" (http://x.example)\n\n1. first\n2. second");
        assertThat(passages("b.md", "| Day | Open |\n| --- | --- |\n| Monday | 10-19 |\n"))
                .singleElement()
                .extracting(Passage::text)
                .isEqualTo("Day | Open\nMonday | 10-19");
    }

    @Test
    void joinsBrokenChineseLinesWithoutABlank() throws Exception {
        assertThat(passages("a.md", "早上十点\n开门。")).extracting(Passage::text).containsExactly("早上十点开门。");
    }

    @Test
    void leavesOutFrontMatterAndComments() throws Exception {
        assertThat(passages("a.md", "---\ntitle: x\nlayout: y\n---\n\n<!-- note -->\n\nText."))
                .extracting(Passage::text)
                .containsExactly("Text.");
        assertThat(passages("b.md", "---\n\nAfter a line."))
                .extracting(Passage::text)
                .containsExactly("After a line.");
    }

    @Test
    void takesABoldLineForAHeading() throws Exception {
        assertThat(passages("a.md", "# Pay\n\n**Do you take cash?**\n\nYes.\n\n**Cheques?**\n\nNo."))
                .containsExactly(
                        new Passage("a.md", "Pay", "Do you take cash?", "Yes."),
                        new Passage("a.md", "Pay", "Cheques?", "No."));
    }

    @Test
    void cutsPairsOfQuestionAndAnswer() throws Exception {
        List<Passage> expected = List.of(
                new Passage("a.md", "Cards", "Where?", "Here."),
                new Passage("a.md", "Cards", "When?", "Now.\n\nAnd later."));
        assertThat(passages("a.md", "# Cards\n\n**Q:** Where?\n**A:** Here.\n\n**Q2:** When?\n\nA: Now.\n\nAnd later."))
                .isEqualTo(expected);
        assertThat(passages("b.txt", "卡\n\n问：在哪里？\n答：这里。\n问题2: 多久？\n答案：三年。"))
                .containsExactly(new Passage("b.txt", "卡", "在哪里？", "这里。"), new Passage("b.txt", "卡", "多久？", "三年。"));
    }

    @Test
    void cutsPlainTextByParagraphsAndHeadings() throws Exception {
        assertThat(passages(
                        "a.txt",
                        "Our shop\r\n\r\nParking\r\n=======\r\nBehind the house.\r\n\r\nDogs\r\n\r\nAre welcome.\r\n"))
                .containsExactly(
                        new Passage("a.txt", "Our shop", "Parking", "Behind the house."),
                        new Passage("a.txt", "Our shop", "Dogs", "Are welcome."));
    }

    @Test
    void cutsLongSectionsBetweenParagraphsAndSentences() throws Exception {
        String sentence = "This sentence says something about umbrellas and rain. ";
        assertThat(passages("a.md", "# Long\n\n" + (sentence.repeat(9) + "\n\n").repeat(3)))
                .hasSize(3)
                .allSatisfy(passage -> assertThat(passage.heading()).isEqualTo("Long"));
        assertThat(passages("b.txt", sentence.repeat(100)))
                .hasSizeGreaterThan(4)
                .allSatisfy(
                        passage -> assertThat(passage.text()).endsWith("rain.").hasSizeLessThanOrEqualTo(1000));
        assertThat(passages("c.txt", "😀".repeat(3000)))
                .allSatisfy(passage ->
                        assertThat(passage.text()).doesNotContain("?").matches("(?:😀)+"));
    }

    @Test
    void keepsWhatIsAnnouncedWithItsAnnouncement() throws Exception {
        assertThat(passages("a.md", "x".repeat(690) + " these:\n\n- one\n- two\n\n" + "y".repeat(300)))
                .first()
                .extracting(Passage::text)
                .satisfies(text -> assertThat(text).endsWith("- two"));
    }

    @Test
    void readsOddMarkdown() throws Exception {
        for (String odd : List.of(
                ">".repeat(100_000),
                "*a _b ".repeat(50_000),
                "[".repeat(100_000),
                "- ".repeat(50_000),
                "`".repeat(100_000))) {
            assertThat(passages("odd.md", odd)).isNotNull();
        }
    }
}
