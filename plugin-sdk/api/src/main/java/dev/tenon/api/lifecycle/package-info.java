// SPDX-License-Identifier: Apache-2.0
/**
 * How a bundle declares that it is a plugin.
 */
@Export
@Version("1.1.0")
@NullMarked
package dev.tenon.api.lifecycle;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
