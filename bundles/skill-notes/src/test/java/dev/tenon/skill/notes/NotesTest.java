// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.notes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.Skill;
import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.SkillException.Reason;
import dev.tenon.api.skill.SkillResult;
import dev.tenon.tck.TestSkillContext;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotesTest {
    @TempDir
    private Path home;

    private NoteStore with(String... notes) {
        return FreshStore.filled(home, List.of(notes));
    }

    private static SkillResult call(Skill skill, Map<String, Object> arguments, Locale language) throws SkillException {
        return skill.invoke(new Arguments(arguments), TestSkillContext.in(language));
    }

    private static SkillException refusal(Skill skill, Map<String, Object> arguments, Locale language) {
        try {
            throw new AssertionError("taken: " + call(skill, arguments, language));
        } catch (SkillException e) {
            return e;
        }
    }

    @Test
    void keepsListsAndDeletes() throws Exception {
        NoteStore store = with();
        SkillResult added = call(new AddNote(store), Map.of("text", " buy milk "), Locale.ENGLISH);
        assertThat(added.text()).isEqualTo("Noted as number 1: buy milk");
        assertThat(added.value()).isEqualTo(Map.of("number", 1L, "text", "buy milk", "added", "2026-01-15T12:00:00Z"));
        assertThat(call(new ListNotes(store), Map.of(), Locale.ENGLISH).text())
                .isEqualTo("You have 1 note:\n1. buy milk");
        assertThat(call(new DeleteNote(store), Map.of("number", 1), Locale.CHINESE)
                        .text())
                .isEqualTo("已删除第 1 号笔记：buy milk");
        assertThat(call(new ListNotes(store), Map.of(), Locale.ENGLISH).text()).isEqualTo("There are no notes yet.");
    }

    @Test
    void numbersAreNeverGivenTwice() throws Exception {
        NoteStore store = with("a", "b");
        call(new DeleteNote(store), Map.of("last", true), Locale.ENGLISH);
        assertThat(call(new AddNote(new NoteStore(() -> home)), Map.of("text", "c"), Locale.ENGLISH)
                        .value())
                .containsEntry("number", 3L);
    }

    @Test
    void listsTheNewestTwentyAndSaysHowManyThereAre() throws Exception {
        NoteStore store =
                with(IntStream.rangeClosed(1, 25).mapToObj(i -> "n" + i).toArray(String[]::new));
        SkillResult all = call(new ListNotes(store), Map.of(), Locale.ENGLISH);
        assertThat(all.text())
                .startsWith("You have 25 notes, the newest 20:\n6. n6\n")
                .endsWith("\n25. n25");
        assertThat(all.value()).containsEntry("total", 25);
        assertThat(call(new ListNotes(store), Map.of(), Locale.CHINESE).text()).startsWith("共有 25 条笔记，最新的 20 条是：\n");
    }

    @Test
    void searchesRegardlessOfCaseAndByTheBeginningOfWords() throws Exception {
        Skill list = new ListNotes(with("The INVOICES are late", "voice lessons", "牙医电话5550142"));
        assertThat(call(list, Map.of("words", "invoice"), Locale.ENGLISH).value())
                .containsEntry("total", 1);
        assertThat(call(list, Map.of("words", "the late invoices"), Locale.ENGLISH)
                        .value())
                .containsEntry("total", 1);
        assertThat(call(list, Map.of("words", "voice"), Locale.ENGLISH).text()).contains("2. voice lessons");
        assertThat(call(list, Map.of("words", "电话"), Locale.CHINESE).text())
                .isEqualTo("有 1 条笔记包含“电话”：\n3. 牙医电话5550142");
        assertThat(call(list, Map.of("words", "tax"), Locale.ENGLISH).text()).isEqualTo("No note has the words “tax”.");
        assertThat(call(list, Map.of("number", 2), Locale.ENGLISH).text()).isEqualTo("2. voice lessons");
        assertThat(call(list, Map.of("last", true), Locale.ENGLISH).text()).isEqualTo("3. 牙医电话5550142");
    }

    @Test
    void cutsLongNotesInListsButShowsOneInFull() throws Exception {
        Skill list = new ListNotes(with("x".repeat(500), "two\nlines"));
        assertThat(call(list, Map.of(), Locale.ENGLISH).text())
                .contains("1. " + "x".repeat(120) + "…")
                .contains("2. two lines");
        assertThat(call(list, Map.of("number", 1), Locale.ENGLISH).text()).isEqualTo("1. " + "x".repeat(500));
        assertThat(call(list, Map.of("words", "lines"), Locale.ENGLISH).text()).endsWith("2. two\nlines");
    }

    @Test
    void asksWhichRatherThanGuess() throws Exception {
        NoteStore store = with("buy milk", "milk is lactose", "milk");
        Skill delete = new DeleteNote(store);
        assertThat(call(delete, Map.of("words", "milk"), Locale.ENGLISH).text())
                .as("a note that is these words and no others is meant")
                .isEqualTo("Deleted note 3: milk");
        SkillException which = refusal(delete, Map.of("words", "milk"), Locale.ENGLISH);
        assertThat(which)
                .hasMessage("2 notes have the words “milk”. Say the number of the one to delete:\n1. buy milk\n"
                        + "2. milk is lactose");
        assertThat(refusal(delete, Map.of("words", "milk"), Locale.CHINESE)).hasMessageStartingWith("有 2 条笔记包含“milk”");
        assertThat(store.notes()).hasSize(2);
        assertThat(refusal(delete, Map.of("words", "tax"), Locale.ENGLISH)).hasMessageContaining("“tax”");
        assertThat(refusal(delete, Map.of("number", 3), Locale.ENGLISH)).hasMessage("There is no note 3.");
        assertThat(refusal(delete, Map.of(), Locale.ENGLISH)).hasMessageStartingWith("Which note?");
        assertThat(refusal(delete, Map.of("number", 1, "words", "milk"), Locale.ENGLISH))
                .hasMessageStartingWith("Which note?");
        assertThat(store.notes()).hasSize(2);
    }

    @Test
    void listsAtMostTenCandidates() {
        Skill delete = new DeleteNote(with(Collections.nCopies(12, "same").toArray(String[]::new)));
        assertThat(refusal(delete, Map.of("words", "same"), Locale.ENGLISH).getMessage())
                .startsWith("12 notes")
                .hasLineCount(12)
                .endsWith("12. same\n…");
    }

    @Test
    void refusesWhatIsNoNote() throws Exception {
        NoteStore store = with();
        Skill add = new AddNote(store);
        assertThat(refusal(add, Map.of(), Locale.ENGLISH)).hasMessageStartingWith("What shall I note?");
        assertThat(refusal(add, Map.of("text", "\u0000 \n"), Locale.CHINESE)).hasMessageStartingWith("要记什么");
        SkillException tooLong = refusal(add, Map.of("text", "x".repeat(4_001)), Locale.ENGLISH);
        assertThat(tooLong).hasMessageContaining("at most 4,000 characters, this one 4,001");
        assertThat(tooLong.reason()).isEqualTo(Reason.INVALID_ARGUMENT);
        assertThat(store.notes()).isEmpty();
        assertThat(call(add, Map.of("text", "x".repeat(4_000)), Locale.ENGLISH).value())
                .containsEntry("number", 1L);
    }

    @Test
    void keepsWhatNoFileCouldHoldReadable() throws Exception {
        call(new AddNote(with()), Map.of("text", "half \uD800 and \u0007 bell 🙂\nend"), Locale.ENGLISH);
        assertThat(new NoteStore(() -> home).notes().get(0).text()).isEqualTo("half \uFFFD and   bell 🙂\nend");
    }

    @Test
    void refusesNumbersThatNoNoteHas() {
        Skill delete = new DeleteNote(with("a"));
        for (Object bad : List.of(0, -1, 1.5, new BigDecimal("1e40"), Double.NaN)) {
            assertThat(refusal(delete, Map.of("number", bad), Locale.ENGLISH).reason())
                    .as(bad.toString())
                    .isEqualTo(Reason.INVALID_ARGUMENT);
        }
        assertThatThrownBy(() -> call(delete, Map.of("number", 1, "last", "yes"), Locale.ENGLISH))
                .hasMessageContaining("'last'");
    }
}
