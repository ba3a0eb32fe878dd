// SPDX-License-Identifier: Apache-2.0
package dev.tenon.trust;

import dev.tenon.admin.AdminException;
import dev.tenon.catalog.format.Index;
import java.net.URI;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The index of the trusted marketplace. Thread-safe. */
@ProviderType
public interface VerifiedIndex {
    /**
     * An index that passed every check.
     *
     * @param market where it came from
     * @param keyId the key that signed it
     * @param index what it says
     */
    record Snapshot(URI market, String keyId, Index index) {}

    /**
     * Returns the last index that was verified, at once.
     *
     * @return empty if none ever was
     */
    Optional<Snapshot> last();

    /**
     * Fetches the index if it changed. Blocks, at most ten seconds.
     *
     * @return the newest that can be had: when the marketplace cannot be reached, the last one verified
     * @throws AdminException if no marketplace is trusted, it cannot be reached and none was verified before, or what it
     *     serves fails verification
     */
    Snapshot refresh();
}
