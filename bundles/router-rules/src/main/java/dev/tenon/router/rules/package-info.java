// SPDX-License-Identifier: Apache-2.0
/** Routes requests by rules that an operator writes, line by line, and can read. */
@NullMarked
package dev.tenon.router.rules;

import org.jspecify.annotations.NullMarked;
