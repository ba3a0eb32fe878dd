// SPDX-License-Identifier: Apache-2.0
/** The marketplace as a program. */
@NullMarked
package dev.tenon.app;

import org.jspecify.annotations.NullMarked;
