// SPDX-License-Identifier: Apache-2.0
/** Arithmetic with exact decimals, percent and functions, asked in words or signs. */
@NullMarked
package dev.tenon.skill.calc;

import org.jspecify.annotations.NullMarked;
