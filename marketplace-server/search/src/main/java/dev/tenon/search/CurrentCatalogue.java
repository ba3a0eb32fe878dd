// SPDX-License-Identifier: Apache-2.0
package dev.tenon.search;

import dev.tenon.catalog.format.Index;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** The catalogue of the newest index. Thread-safe: of two releases at once, the one that is slower hides none. */
public final class CurrentCatalogue implements Supplier<Catalogue> {
    private final AtomicReference<Catalogue> newest;

    /**
     * Starts with an index.
     *
     * @param index what is offered now
     */
    public CurrentCatalogue(Index index) {
        newest = new AtomicReference<>(new Catalogue(index));
    }

    /**
     * Takes a newer index; an older one changes nothing.
     *
     * @param index what is offered after a change
     */
    public void renew(Index index) {
        newest.accumulateAndGet(new Catalogue(index), (a, b) -> a.sequence() > b.sequence() ? a : b);
    }

    @Override
    public Catalogue get() {
        return newest.get();
    }
}
