// SPDX-License-Identifier: Apache-2.0
/** Notes: kept in one file, listed, searched and deleted by request. */
@NullMarked
package dev.tenon.skill.notes;

import org.jspecify.annotations.NullMarked;
