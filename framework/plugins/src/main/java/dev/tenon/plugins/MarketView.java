// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.trust.VerifiedIndex;
import java.util.Optional;

/** The index that trust believes, made ready to search once for each fetch. Thread-safe. */
final class MarketView {
    private final VerifiedIndex index;
    private Optional<Catalogue> made = Optional.empty();

    MarketView(VerifiedIndex index) {
        this.index = index;
    }

    /** Returns the last catalogue that was fetched, without asking anybody. */
    Optional<Catalogue> last() {
        return index.last().map(this::catalogue);
    }

    /**
     * Asks the marketplace what is new.
     *
     * @throws dev.tenon.admin.AdminException as {@link VerifiedIndex#refresh()} does
     */
    Catalogue refresh() {
        return catalogue(index.refresh());
    }

    private synchronized Catalogue catalogue(VerifiedIndex.Snapshot snapshot) {
        Optional<Catalogue> known = made.filter(catalogue -> catalogue.snapshot() == snapshot);
        Catalogue catalogue = known.orElseGet(() -> new Catalogue(snapshot));
        made = Optional.of(catalogue);
        return catalogue;
    }
}
