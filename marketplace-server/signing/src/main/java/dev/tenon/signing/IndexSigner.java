// SPDX-License-Identifier: Apache-2.0
package dev.tenon.signing;

import dev.tenon.catalog.format.Index;
import dev.tenon.catalog.format.Json;
import dev.tenon.catalog.format.Keys;
import dev.tenon.catalog.format.SignedIndex;
import dev.tenon.store.MarketStore;
import dev.tenon.store.Snapshot;
import java.security.PublicKey;

/**
 * Keeps the signed index of what the store holds. Number and date come from the store's last change and Ed25519 is
 * deterministic: the same releases give the same bytes, also after a restart. Thread-safe.
 */
public final class IndexSigner {
    private final MarketStore store;
    private final SigningKey key;
    private volatile SignedDocument current;

    /**
     * Signs what the store holds now.
     *
     * @param store the truth
     * @param key who signs
     */
    public IndexSigner(MarketStore store, SigningKey key) {
        this.store = store;
        this.key = key;
        this.current = sign(store.snapshot());
    }

    /**
     * The last signed index.
     *
     * @return never blocks
     */
    public SignedDocument current() {
        return current;
    }

    /**
     * What verifies it.
     *
     * @return the public key
     */
    public PublicKey publicKey() {
        return key.publicKey();
    }

    /**
     * Signs anew after a change. Content must be in its place before.
     *
     * @return the new document
     */
    public synchronized SignedDocument refresh() {
        Snapshot snapshot = store.snapshot();
        if (snapshot.sequence() > current.index().sequence()) {
            current = sign(snapshot);
        }
        return current;
    }

    private SignedDocument sign(Snapshot snapshot) {
        Index index = new Index(snapshot.sequence(), snapshot.changedAt().toString(), snapshot.releases());
        SignedIndex signed = key.sign(index);
        return new SignedDocument(
                index, Json.write(signed), "\"" + Keys.id(key.publicKey()) + "-" + snapshot.sequence() + "\"");
    }
}
