// SPDX-License-Identifier: Apache-2.0
/** Matches requests with the examples that skills bring, by words and pieces of words. */
@NullMarked
package dev.tenon.router.lexical;

import org.jspecify.annotations.NullMarked;
