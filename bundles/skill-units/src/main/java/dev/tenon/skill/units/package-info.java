// SPDX-License-Identifier: Apache-2.0
/** Converts units of measurement, asked in words or symbols. */
@NullMarked
package dev.tenon.skill.units;

import org.jspecify.annotations.NullMarked;
