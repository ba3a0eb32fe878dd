// SPDX-License-Identifier: Apache-2.0
/** Keeps models and knows the model catalogue. */
@NullMarked
package dev.tenon.model.store;

import org.jspecify.annotations.NullMarked;
