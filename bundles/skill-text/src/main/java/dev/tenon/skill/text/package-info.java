// SPDX-License-Identifier: Apache-2.0
/** Counts what a text has and writes it in other letters. */
@NullMarked
package dev.tenon.skill.text;

import org.jspecify.annotations.NullMarked;
