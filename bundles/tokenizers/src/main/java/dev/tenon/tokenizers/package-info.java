// SPDX-License-Identifier: Apache-2.0
/** Cuts texts into the tokens that a model reads, as its {@code tokenizer.json} says. A library: no services, no state. */
@Export
@Version("1.0.0")
@NullMarked
package dev.tenon.tokenizers;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
