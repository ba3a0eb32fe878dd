// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.platform;

import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A folder that belongs to the plugin that uses this service and outlives its upgrades: {@code <home>/data/<id>/}. Each
 * plugin gets its own instance. An update works on a copy, so that a rollback brings the older release's files back:
 * files without write permission for their owner are shared between the copies and must never be written to; all
 * others are copied. Thread-safe.
 */
@ProviderType
public interface DataFolder {
    /**
     * Returns the folder.
     *
     * @return exists and is writable
     * @throws java.io.UncheckedIOException if it cannot be made
     */
    Path path();
}
