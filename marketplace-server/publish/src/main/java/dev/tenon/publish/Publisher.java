// SPDX-License-Identifier: Apache-2.0
package dev.tenon.publish;

import dev.tenon.account.Accounts;
import dev.tenon.catalog.format.Release;
import dev.tenon.store.Account;
import dev.tenon.store.BlobFolder;
import dev.tenon.store.Extras;
import dev.tenon.store.MarketStore;
import dev.tenon.store.RefusedException;
import dev.tenon.verifier.Finding;
import dev.tenon.verifier.Icon;
import dev.tenon.verifier.ReleaseVerifier;
import dev.tenon.verifier.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Turns a jar into a release: content first, then its record, then the index. A refusal at any step leaves nothing
 * behind. Thread-safe; blocks for the disk.
 */
public final class Publisher {
    private final Accounts accounts;
    private final MarketStore store;
    private final BlobFolder blobs;
    private final ReleaseVerifier verifier = new ReleaseVerifier();
    private final long maxBytes;
    private final Clock clock;
    private final Runnable changed;

    /**
     * Makes a publisher.
     *
     * @param accounts who may publish where
     * @param store for the records
     * @param blobs for the content
     * @param maxBytes the largest jar
     * @param clock for the date of a release
     * @param changed run after each release, before it is acknowledged
     */
    public Publisher(
            Accounts accounts, MarketStore store, BlobFolder blobs, long maxBytes, Clock clock, Runnable changed) {
        this.accounts = accounts;
        this.store = store;
        this.blobs = blobs;
        this.maxBytes = maxBytes;
        this.clock = clock;
        this.changed = changed;
    }

    /**
     * Publishes.
     *
     * @param account on whose behalf
     * @param jar the bundle, read to its end
     * @param expectedBytes its length, or -1 if it is unknown
     * @return the release, durable and in the index
     * @throws IOException if the jar cannot be received or stored
     * @throws RefusedException {@code TOO_LARGE}, {@code STORAGE_FULL}, {@code BAD_REQUEST} if a check fails, {@code
     *     FORBIDDEN}, {@code EXISTS}
     */
    public Release publish(Account account, InputStream jar, long expectedBytes) throws IOException {
        if (expectedBytes > maxBytes) {
            throw BlobFolder.tooLarge(maxBytes);
        }
        blobs.checkRoom(Math.max(0, expectedBytes));
        try (BlobFolder.Arrival arrival = blobs.receive(jar, maxBytes)) {
            Verdict verdict = verifier.verify(arrival.file());
            Release checked = verdict.release().orElseThrow(() -> refused(verdict.findings()));
            accounts.requireOwner(account, checked.id());
            refuseIfTaken(checked);
            Release release = dated(checked, account.publisher());
            if (blobs.find(arrival.sha256()).isEmpty()) {
                arrival.keep();
            }
            Extras extras = extras(verdict);
            // a race for the same version ends here: the store lets one through, and the loser's content is swept later
            store.add(release, extras);
            changed.run();
            return release;
        }
    }

    private void refuseIfTaken(Release release) {
        if (store.taken(release.id(), release.version())) {
            throw new RefusedException(
                    RefusedException.Reason.EXISTS,
                    "version-exists",
                    release.id() + " " + release.version() + " is published already and never changes:"
                            + " raise the version");
        }
    }

    private Extras extras(Verdict verdict) throws IOException {
        Optional<Icon> icon = verdict.icon();
        Optional<String> docs = verdict.docs();
        return new Extras(
                icon.isPresent() ? blobs.put(icon.get().bytes()) : "",
                icon.map(Icon::mediaType).orElse(""),
                docs.isPresent() ? blobs.put(docs.get().getBytes(StandardCharsets.UTF_8)) : "");
    }

    private Release dated(Release release, String publisher) {
        return new Release(
                release.id(),
                release.version(),
                release.name(),
                release.summary(),
                release.license(),
                release.categories(),
                release.permissions(),
                release.sha256(),
                release.bytes(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS).toString(),
                publisher,
                release.capabilities(),
                release.requirements(),
                release.skills());
    }

    private static RefusedException refused(List<Finding> findings) {
        String more = findings.size() > 1 ? " (and " + (findings.size() - 1) + " more)" : "";
        return new RefusedException(
                RefusedException.Reason.BAD_REQUEST,
                findings.size() == 1 ? findings.get(0).code() : "checks-failed",
                findings.get(0).line() + more,
                findings.stream().map(Finding::line).toList());
    }
}
