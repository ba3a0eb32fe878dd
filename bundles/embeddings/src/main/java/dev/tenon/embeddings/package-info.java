// SPDX-License-Identifier: Apache-2.0
/** Turns sentences into vectors with the sentence encoder that is installed. */
@NullMarked
package dev.tenon.embeddings;

import org.jspecify.annotations.NullMarked;
