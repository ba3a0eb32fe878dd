// SPDX-License-Identifier: Apache-2.0
/**
 * Numbers in direct memory with a shape and an element type: what goes into models and comes out. All types are values; the memory behind a tensor is shared, never copied.
 */
@Export
@Version("1.0.0")
@NullMarked
package dev.tenon.api.tensor;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
