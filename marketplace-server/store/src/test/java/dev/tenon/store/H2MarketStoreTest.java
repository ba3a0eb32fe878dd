// SPDX-License-Identifier: Apache-2.0
package dev.tenon.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2MarketStoreTest extends MarketStoreContract {
    @TempDir
    Path folder;

    @Override
    MarketStore open() {
        return new SqlMarketStore(SqlSession.h2(folder.resolve("market")));
    }

    @Test
    void saysWhichFileCannotBeOpened() throws Exception {
        Path broken = Files.writeString(folder.resolve("broken.mv.db"), "no database");

        assertThatThrownBy(() -> SqlSession.h2(folder.resolve("broken")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(broken.getParent().toString());
    }
}
