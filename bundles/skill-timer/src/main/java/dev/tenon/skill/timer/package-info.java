// SPDX-License-Identifier: Apache-2.0
/** Timers: started, listed and cancelled by request; at its end each tells the operator. */
@NullMarked
package dev.tenon.skill.timer;

import org.jspecify.annotations.NullMarked;
