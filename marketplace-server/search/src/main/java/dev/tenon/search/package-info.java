// SPDX-License-Identifier: Apache-2.0
/** Finds plugins by what they say of themselves. */
@NullMarked
package dev.tenon.search;

import org.jspecify.annotations.NullMarked;
