// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.todo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.SkillException;
import dev.tenon.tck.TestSkillContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TodoStoreTest {
    @TempDir
    private Path home;

    private Path file;
    private TodoStore store;

    @BeforeEach
    void open() {
        file = home.resolve("todos.json");
        store = new TodoStore(() -> home);
    }

    private void add(String text) throws StoreException {
        store.add(text, FreshStore.THEN);
    }

    private void isRefused(Problem problem) {
        assertThatThrownBy(store::todos).isInstanceOfSatisfying(StoreException.class, e -> assertThat(e.problem())
                .isEqualTo(problem));
        assertThatThrownBy(() -> add("more")).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> store.remove(1)).isInstanceOf(StoreException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "\"todos\"",
                "{}",
                "{\"format\":1,\"next\":1}",
                "{\"format\":1,\"next\":1,\"todos\":null}",
                "{\"format\":1,\"next\":1,\"todos\":[null]}",
                "{\"format\":0,\"next\":1,\"todos\":[]}",
                "{\"format\":\"1\",\"next\":1,\"todos\":[]}",
                "{\"format\":1,\"next\":1,\"todos\":[]} x",
                "{\"format\":1,\"next\":1,\"todos\":[],\"todos\":[]}",
                "{\"format\":1,\"next\":1,\"todos\":[],\"other\":1}",
                "{\"format\":1,\"next\":2,\"todos\":[{\"number\":1,\"text\":\"a\",\"added\":\"2026-01-15T12:00:00Z\"}]}",
                "{\"format\":1,\"next\":2,\"todos\":[{\"number\":1,\"text\":\"a\",\"added\":\"2026-01-15T12:00:00Z\",\"done\":\"no\"}]}",
                "{\"format\":1,\"next\":0,\"todos\":[]}",
                "{\"format\":1,\"next\":1,\"todos\":[{\"number\":1,\"text\":\"a\",\"added\":\"2026-01-15T12:00:00Z\",\"done\":false}]}",
                "{\"format\":1,\"next\":2,\"todos\":[{\"number\":1,\"text\":\" \",\"added\":\"2026-01-15T12:00:00Z\",\"done\":false}]}",
                "{\"format\":1,\"next\":2,\"todos\":[{\"number\":1,\"text\":\"a\",\"added\":\"yesterday\",\"done\":false}]}",
                "{\"format\":1,\"next\":2,\"todos\":[{\"number\":1,\"text\":null,\"added\":\"2026-01-15T12:00:00Z\",\"done\":false}]}",
                "{\"format\":1,\"next\":2,\"todos\":[{\"number\":1.5,\"text\":\"a\",\"added\":\"2026-01-15T12:00:00Z\",\"done\":false}]}",
            })
    void refusesADamagedFileAndLeavesIt(String content) throws Exception {
        Files.writeString(file, content);
        isRefused(Problem.DAMAGED);
        assertThat(file).hasContent(content);
    }

    @Test
    void refusesBytesThatAreNoText() throws Exception {
        byte[] bytes = {'{', '"', (byte) 0xff, (byte) 0xfe, 0};
        Files.write(file, bytes);
        isRefused(Problem.DAMAGED);
        assertThat(file).hasBinaryContent(bytes);
    }

    @Test
    void refusesAFileThatIsDamagedWhileItRunsAndReadsItAgainOnceItIsMended() throws Exception {
        add("kept");
        String good = Files.readString(file);
        Files.writeString(file, good.substring(0, good.length() - 3));
        isRefused(Problem.DAMAGED);
        assertThat(file).hasContent(good.substring(0, good.length() - 3));
        Files.writeString(file, good);
        assertThat(store.todos()).extracting(Todo::text).containsExactly("kept");
        Files.delete(file);
        assertThat(store.todos()).isEmpty();
    }

    @Test
    void refusesTheFileOfANewerVersion() throws Exception {
        String content = "{\"format\":2,\"next\":1,\"todos\":[],\"folders\":[]}";
        Files.writeString(file, content);
        isRefused(Problem.NEWER);
        assertThat(file).hasContent(content);
    }

    @Test
    void tellsTheAskerWhatToDoAboutADamagedFile() throws Exception {
        Files.writeString(file, "{");
        for (Locale language : List.of(Locale.ENGLISH, Locale.CHINESE)) {
            assertThatThrownBy(
                            () -> new AddTodo(store).invoke(Arguments.of("text", "a"), TestSkillContext.in(language)))
                    .isInstanceOfSatisfying(SkillException.class, e -> assertThat(e.reason())
                            .isEqualTo(SkillException.Reason.UNAVAILABLE))
                    .hasMessageContaining("todos.json")
                    .hasRootCauseInstanceOf(com.fasterxml.jackson.core.JsonProcessingException.class);
        }
    }

    @Test
    void refusesWhatCannotBeReadOrWritten() throws Exception {
        Files.createDirectory(file);
        isRefused(Problem.UNREADABLE);
        Files.delete(file);
        Path temporary = Files.createDirectories(home.resolve(".todos.json.tmp/in-the-way"));
        assertThatThrownBy(() -> add("a")).isInstanceOfSatisfying(StoreException.class, e -> assertThat(e.problem())
                .isEqualTo(Problem.NOT_SAVED));
        assertThat(store.todos()).isEmpty();
        Files.delete(temporary);
        add("b");
        assertThat(store.todos()).extracting(Todo::text).containsExactly("b");
    }

    @Test
    void aHalfWrittenTemporaryFileIsNoHindrance() throws Exception {
        add("a");
        Files.writeString(home.resolve(".todos.json.tmp"), "{\"format");
        add("b");
        assertThat(new TodoStore(() -> home).todos()).extracting(Todo::text).containsExactly("a", "b");
        try (var left = Files.list(home)) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void isReadableByItsOwnerAlone() throws Exception {
        assumeThat(home.getFileSystem().supportedFileAttributeViews()).contains("posix");
        add("secret");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void losesNothingOfManyAskersAtOnce() throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService askers = Executors.newFixedThreadPool(8);
        try {
            List<Future<Long>> numbers = IntStream.range(0, 80)
                    .mapToObj(i -> askers.submit(() -> {
                        start.await();
                        return store.add("todo " + i, FreshStore.THEN).number();
                    }))
                    .toList();
            start.countDown();
            for (Future<Long> number : numbers) {
                number.get();
            }
        } finally {
            askers.shutdownNow();
        }
        List<Todo> kept = new TodoStore(() -> home).todos();
        assertThat(kept)
                .extracting(Todo::number)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 80).mapToObj(i -> (long) i).toList());
        assertThat(kept).extracting(Todo::text).doesNotHaveDuplicates();
    }

    @Test
    void isFullAtTenThousandEntries() throws Exception {
        write(10_000, "x");
        assertThatThrownBy(() -> add("one more"))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.problem()).isEqualTo(Problem.FULL));
        store.remove(5_000);
        add("now it fits");
        assertThat(new TodoStore(() -> home).todos()).hasSize(10_000);
        assertThat(store.removeDone()).hasSize(4_999);
        assertThat(new TodoStore(() -> home).todos()).hasSize(5_001);
    }

    private void write(int count, String text) throws Exception {
        List<Todo> todos = IntStream.rangeClosed(1, count)
                .mapToObj(i -> new Todo(i, text, FreshStore.THEN.toString(), i % 2 == 0))
                .toList();
        Files.write(file, new JsonMapper().writeValueAsBytes(new Todos(Todos.FORMAT, count + 1, todos)));
    }

    @Test
    void writesNothingOnceItIsClosed() throws Exception {
        add("a");
        store.close();
        assertThatThrownBy(() -> add("b")).isInstanceOf(IllegalStateException.class);
        assertThat(new TodoStore(() -> home).todos()).hasSize(1);
    }
}
