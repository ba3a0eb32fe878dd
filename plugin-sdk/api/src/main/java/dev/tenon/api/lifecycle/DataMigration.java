// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.lifecycle;

import java.io.IOException;
import java.nio.file.Path;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Brings a plugin's data from the form of an older release into that of this one. Named by {@link
 * TenonPlugin#migration()}; has a public constructor without parameters.
 *
 * <p>It is called once, before any component of the new release starts, on a thread of its own, and never for a plugin
 * without data. It works on a copy: the older release goes on with the original, and gets it back in a rollback.
 */
@ConsumerType
public interface DataMigration {
    /**
     * Migrates. May block, ten minutes at most; is interrupted after that.
     *
     * @param folder the copy, a folder of the plugin's own
     * @param from data version of the release that wrote it; 0 for one that declared none
     * @param to data version of this release, other than {@code from}
     * @throws IOException if it cannot be done: the update is refused with this message, and nothing has changed
     */
    void migrate(Path folder, int from, int to) throws IOException;
}
