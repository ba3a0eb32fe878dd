// SPDX-License-Identifier: Apache-2.0
/** The marketplace's key and the index that it signs. */
@NullMarked
package dev.tenon.signing;

import org.jspecify.annotations.NullMarked;
