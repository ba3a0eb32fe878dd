// SPDX-License-Identifier: Apache-2.0
/** The worker's side of looking for leaks: reads a heap dump and names what holds the class loader of a retired plugin. */
@NullMarked
package dev.tenon.leaks;

import org.jspecify.annotations.NullMarked;
