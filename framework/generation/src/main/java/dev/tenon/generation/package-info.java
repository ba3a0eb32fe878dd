// SPDX-License-Identifier: Apache-2.0
/**
 * What runs, on disk: the home folder, immutable generation files behind one atomic pointer, and the content store. A
 * plain library: the host reads it before there is a container, the container's own bundles write it.
 */
@Export
@Version("1.2.0")
@NullMarked
package dev.tenon.generation;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
