// SPDX-License-Identifier: Apache-2.0
/** The time, the date and differences of time, by city or country. */
@NullMarked
package dev.tenon.skill.clock;

import org.jspecify.annotations.NullMarked;
