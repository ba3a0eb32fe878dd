// SPDX-License-Identifier: Apache-2.0
/** Coins, dice, random numbers and choices, all drawn fairly. */
@NullMarked
package dev.tenon.skill.chance;

import org.jspecify.annotations.NullMarked;
