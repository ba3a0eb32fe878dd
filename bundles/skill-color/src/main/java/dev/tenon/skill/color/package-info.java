// SPDX-License-Identifier: Apache-2.0
/** Colours in other notations, and how well two can be told apart. */
@NullMarked
package dev.tenon.skill.color;

import org.jspecify.annotations.NullMarked;
