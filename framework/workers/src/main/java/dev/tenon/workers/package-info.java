// SPDX-License-Identifier: Apache-2.0
/**
 * Child processes for what must not share the host's fate: started with a memory limit, spoken to in frames over a
 * Unix-domain socket, watched by a heartbeat, and explained in a sentence when they end. A plain library.
 */
@Export
@Version("1.1.0")
@NullMarked
package dev.tenon.workers;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
