// SPDX-License-Identifier: Apache-2.0
/**
 * Makes smaller variants of a model. Plugins implement {@link dev.tenon.api.quantizer.Quantizer}, and perhaps {@link
 * dev.tenon.api.quantizer.QuantizationStrategy} to say which scheme suits which device; the platform measures
 * what they write and offers what passes.
 */
@Export
@Version("1.1.0")
@NullMarked
package dev.tenon.api.quantizer;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
