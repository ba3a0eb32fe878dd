// SPDX-License-Identifier: Apache-2.0
/**
 * Where models come from. A trial until its turn: it may change without a major version.
 */
@Export
@Version("0.1.0")
@NullMarked
package dev.tenon.api.source;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
