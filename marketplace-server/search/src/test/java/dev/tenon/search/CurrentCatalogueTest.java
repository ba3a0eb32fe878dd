// SPDX-License-Identifier: Apache-2.0
package dev.tenon.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.catalog.format.Index;
import dev.tenon.catalog.format.Release;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CurrentCatalogueTest {
    @Test
    void keepsTheNewestWhateverComesLast() {
        CurrentCatalogue current = new CurrentCatalogue(index(0));
        current.renew(index(2, "org.example.moon", "org.example.tides"));
        current.renew(index(1, "org.example.moon"));
        assertThat(current.get().size()).isEqualTo(2);
        current.renew(index(3, "org.example.tides"));
        assertThat(current.get().size()).isEqualTo(1);
    }

    private static Index index(long sequence, String... ids) {
        return new Index(
                sequence,
                "2026-11-23T12:00:00Z",
                Stream.of(ids).map(CurrentCatalogueTest::release).toList());
    }

    private static Release release(String id) {
        return new Release(
                id,
                "1.0.0",
                id,
                "Serves as an example.",
                "Apache-2.0",
                List.of("skill"),
                List.of(),
                "a".repeat(64),
                1,
                "2026-11-23T12:00:00Z",
                "example",
                List.of(),
                List.of(),
                List.of());
    }
}
