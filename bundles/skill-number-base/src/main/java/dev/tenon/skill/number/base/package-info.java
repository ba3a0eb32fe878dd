// SPDX-License-Identifier: Apache-2.0
/** Whole numbers in other bases and in Roman numerals. */
@NullMarked
package dev.tenon.skill.number.base;

import org.jspecify.annotations.NullMarked;
