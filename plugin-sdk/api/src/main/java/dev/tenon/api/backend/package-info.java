// SPDX-License-Identifier: Apache-2.0
/**
 * Runs models of one or more formats. Plugins implement {@link dev.tenon.api.backend.Backend}; the scheduler opens sessions and leases them.
 */
@Export
@Version("1.1.0")
@NullMarked
package dev.tenon.api.backend;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
