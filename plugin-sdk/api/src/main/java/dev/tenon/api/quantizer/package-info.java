// SPDX-License-Identifier: Apache-2.0
/**
 * Makes smaller variants of a model. A trial until its turn: it may change without a major version.
 */
@Export
@Version("0.1.0")
@NullMarked
package dev.tenon.api.quantizer;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
