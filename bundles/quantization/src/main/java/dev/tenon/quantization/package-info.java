// SPDX-License-Identifier: Apache-2.0
/** Has variants of models made, and lets through those that answer well enough. */
@NullMarked
package dev.tenon.quantization;

import org.jspecify.annotations.NullMarked;
