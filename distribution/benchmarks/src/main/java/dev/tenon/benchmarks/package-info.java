// SPDX-License-Identifier: Apache-2.0
/** Measures Tenon beside what it is compared with. */
@NullMarked
package dev.tenon.benchmarks;

import org.jspecify.annotations.NullMarked;
