// SPDX-License-Identifier: Apache-2.0
/** A to-do list: kept in one file, added to, listed, ticked off and cleared by request. */
@NullMarked
package dev.tenon.skill.todo;

import org.jspecify.annotations.NullMarked;
