// SPDX-License-Identifier: Apache-2.0
package dev.tenon.admin;

import java.time.Instant;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The marketplace that this host trusts. Thread-safe; returns at once. */
@ProviderType
public interface Catalogues {
    /**
     * How the host stands to its marketplace.
     *
     * @param url where it is
     * @param sequence of the last verified index, 0 if none was seen
     * @param fetchedAt when that was fetched or found unchanged, empty if never
     * @param problem what kept the last try from succeeding, empty if it succeeded
     */
    record Status(String url, long sequence, Optional<Instant> fetchedAt, String problem) {}

    /**
     * Looks.
     *
     * @return empty if the operator trusts no marketplace
     */
    Optional<Status> status();
}
