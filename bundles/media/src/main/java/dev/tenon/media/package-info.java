// SPDX-License-Identifier: Apache-2.0
/** Reads pictures and turns them into tensors. A library: no services, no state. */
@Export
@Version("1.0.0")
@NullMarked
package dev.tenon.media;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
