// SPDX-License-Identifier: Apache-2.0
/** Answers requests: finds the skill, fills its arguments, calls it, and says honestly when nothing can. */
@NullMarked
package dev.tenon.assistant;

import org.jspecify.annotations.NullMarked;
