// SPDX-License-Identifier: Apache-2.0
/**
 * Whether a plugin is fit to serve. The host asks after a start, before it commits a generation, and whenever the operator runs {@code tenon doctor}.
 */
@Export
@Version("1.0.0")
@NullMarked
package dev.tenon.api.health;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
