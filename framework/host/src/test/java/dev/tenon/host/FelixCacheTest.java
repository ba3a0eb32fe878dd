// SPDX-License-Identifier: Apache-2.0
package dev.tenon.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.generation.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FelixCacheTest {
    @TempDir
    Path folder;

    private Home home;
    private FelixCache cache;

    @BeforeEach
    void fill() throws IOException {
        home = Home.open(folder.resolve("home"));
        cache = new FelixCache(home);
        Files.createDirectories(cache.folder().resolve("bundle0"));
        Files.writeString(cache.folder().resolve("bundle0/bundle.id"), "7");
        Files.createDirectories(home.cache().resolve("native"));
    }

    @Test
    void whatAnEarlierHostLeftIsSetAsideAndThenDeleted() throws Exception {
        cache.setAside();
        assertThat(cache.folder()).doesNotExist();
        assertThat(home.cache()).isDirectoryRecursivelyContaining("glob:**/bundle.id");
        cache.deleteOld().join();
        assertThat(home.cache()).isDirectoryContaining("glob:**/native");
        assertThat(home.cache().toFile().list()).containsExactly("native");
    }

    @Test
    void whatAHostThatDiedHadSetAsideIsDeletedByTheNext() throws Exception {
        cache.setAside();
        Files.createDirectories(cache.folder());
        FelixCache next = new FelixCache(home);
        next.setAside();
        next.setAside();
        next.deleteOld().join();
        assertThat(home.cache().toFile().list()).containsExactly("native");
    }

    @Test
    void theNumberOfTheNextBundleIsForgotten() {
        cache.forgetNextId();
        cache.forgetNextId();
        assertThat(cache.folder().resolve("bundle0")).isEmptyDirectory();
    }
}
