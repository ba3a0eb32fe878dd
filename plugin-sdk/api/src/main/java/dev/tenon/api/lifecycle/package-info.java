// SPDX-License-Identifier: Apache-2.0
/**
 * How a bundle declares that it is a plugin, and brings its data along.
 */
@Export
@Version("1.2.0")
@NullMarked
package dev.tenon.api.lifecycle;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
