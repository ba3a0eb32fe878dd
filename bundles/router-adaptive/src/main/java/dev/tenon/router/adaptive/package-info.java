// SPDX-License-Identifier: Apache-2.0
/** Matches requests with the examples that skills bring, by words and pieces of words. */
@NullMarked
package dev.tenon.router.adaptive;

import org.jspecify.annotations.NullMarked;
