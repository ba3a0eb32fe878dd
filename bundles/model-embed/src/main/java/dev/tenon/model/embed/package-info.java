// SPDX-License-Identifier: Apache-2.0
/** A sentence encoder for English and Chinese: files, and the mark by which the host finds them. */
@NullMarked
package dev.tenon.model.embed;

import org.jspecify.annotations.NullMarked;
