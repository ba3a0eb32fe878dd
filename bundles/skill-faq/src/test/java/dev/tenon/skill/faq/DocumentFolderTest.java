// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.faq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentFolderTest {
    @TempDir
    Path folder;

    private DocumentFolder documents(int maxFiles) {
        return new DocumentFolder(folder, maxFiles, 2 << 20);
    }

    private List<String> texts() {
        return documents(100).look().index().passages().stream()
                .map(Passage::text)
                .toList();
    }

    private List<Skipped> skipped() {
        return documents(100).look().skipped();
    }

    @Test
    void readsSubfoldersButNothingHiddenOrOfAnotherKind() throws IOException {
        Files.createDirectories(folder.resolve("a/b"));
        Files.createDirectories(folder.resolve(".git"));
        Files.writeString(folder.resolve("a/b/deep.markdown"), "deep");
        Files.writeString(folder.resolve("TOP.TXT"), "top");
        Files.writeString(folder.resolve(".git/x.md"), "hidden folder");
        Files.writeString(folder.resolve(".x.md"), "hidden file");
        Files.writeString(folder.resolve("page.html"), "other kind");
        assertThat(texts()).containsExactlyInAnyOrder("deep", "top");
    }

    @Test
    void readsLinkedFilesAndEndsInCircles() throws IOException {
        Files.writeString(folder.resolve("real.md"), "text");
        Files.createSymbolicLink(folder.resolve("link.md"), folder.resolve("real.md"));
        Files.createSymbolicLink(folder.resolve("circle"), folder);
        assertThat(texts()).containsExactly("text", "text");
        assertThat(skipped()).hasSize(1);
    }

    @Test
    void readsUtf8WithAndWithoutAMark() throws IOException {
        Files.writeString(folder.resolve("a.txt"), "\uFEFF第一");
        Files.writeString(folder.resolve("b.txt"), "第二");
        assertThat(texts()).containsExactly("第一", "第二");
    }

    @Test
    void skipsAFileCutInTheMiddleOfACharacter() throws IOException {
        byte[] whole = "营业时间：十点".getBytes(StandardCharsets.UTF_8);
        Files.write(folder.resolve("cut.txt"), Arrays.copyOf(whole, whole.length - 1));
        assertThat(texts()).isEmpty();
        assertThat(skipped())
                .singleElement()
                .hasToString("cut.txt (ends in the middle of a character: copy it again, whole and as UTF-8)");
    }

    @Test
    void skipsOtherEncodings() throws IOException {
        Files.write(folder.resolve("gbk.txt"), "退货".getBytes("GBK"));
        Files.write(folder.resolve("utf16.txt"), "refund".getBytes(StandardCharsets.UTF_16LE));
        assertThat(texts()).isEmpty();
        assertThat(skipped())
                .extracting(Skipped::why)
                .satisfiesExactly(gbk -> assertThat(gbk).startsWith("not UTF-8"), utf16 -> assertThat(utf16)
                        .startsWith("no text"));
    }

    @Test
    void skipsAFileOverTwoMegabytes() throws IOException {
        Files.writeString(folder.resolve("fits.txt"), "x".repeat(2 << 20));
        Files.writeString(folder.resolve("large.txt"), "x".repeat((2 << 20) + 1));
        assertThat(skipped()).singleElement().hasToString("large.txt (larger than 2097152 bytes: divide it)");
    }

    @Test
    void skipsAFileThatMayNotBeRead() throws IOException {
        Path file = Files.writeString(folder.resolve("secret.md"), "secret");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        assumeThat(Files.isReadable(file)).as("this user may read everything").isFalse();
        assertThat(skipped()).singleElement().hasToString("secret.md (it may not be read)");
    }

    @Test
    void readsAThousandFiles() throws IOException {
        for (int i = 0; i < 1000; i++) {
            Files.writeString(
                    folder.resolve("file" + i + ".md"), "# Topic" + i + "\n\nThe shelf number of it is " + i + ".");
        }
        DocumentFolder documents = documents(1000);
        Shelf shelf = documents.look();
        assertThat(shelf.documents()).isEqualTo(1000);
        assertThat(shelf.skipped()).isEmpty();
        try (Meaning none = new Meaning()) {
            assertThat(new Search(none)
                            .of(shelf.index(), "where is Topic613")
                            .get(0)
                            .passage()
                            .file())
                    .isEqualTo("file613.md");
        }
    }

    @Test
    void saysHowManyFilesWereTooMany() throws IOException {
        for (int i = 0; i < 5; i++) {
            Files.writeString(folder.resolve("file" + i + ".md"), "text");
        }
        Shelf shelf = documents(3).look();
        assertThat(shelf.documents()).isEqualTo(3);
        assertThat(shelf.skipped()).singleElement().extracting(Skipped::file).isEqualTo("2 more files");
    }

    @Test
    void isTheSameUntilSomethingChanges() throws IOException {
        Path file = Files.writeString(folder.resolve("a.md"), "one");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
        DocumentFolder documents = documents(100);
        Shelf first = documents.look();
        assertThat(documents.look()).isSameAs(first);
        Files.writeString(file, "two");
        assertThat(documents.look().index().passages())
                .extracting(Passage::text)
                .containsExactly("two");
        Files.delete(file);
        assertThat(documents.look().index().passages()).isEmpty();
    }

    @Test
    void seesAChangeThatLeavesSizeAndTimeAsTheyWere() throws IOException {
        Path file = Files.writeString(folder.resolve("a.md"), "one");
        FileTime time = Files.getLastModifiedTime(file);
        DocumentFolder documents = documents(100);
        documents.look();
        Files.writeString(file, "two");
        Files.setLastModifiedTime(file, time);
        assertThat(documents.look().index().passages())
                .extracting(Passage::text)
                .containsExactly("two");
    }

    @Test
    void readsAFolderThatComesBack() throws IOException {
        DocumentFolder documents = new DocumentFolder(folder.resolve("later"), 10, 1024);
        assertThat(documents.look().problem()).contains("it does not exist");
        Files.createDirectory(folder.resolve("later"));
        Files.writeString(folder.resolve("later/a.md"), "text");
        assertThat(documents.look().documents()).isEqualTo(1);
    }
}
