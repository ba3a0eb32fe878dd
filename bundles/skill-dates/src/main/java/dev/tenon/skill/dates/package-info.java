// SPDX-License-Identifier: Apache-2.0
/** The time between two dates, the date after or before a while, and the weekday of a date. */
@NullMarked
package dev.tenon.skill.dates;

import org.jspecify.annotations.NullMarked;
