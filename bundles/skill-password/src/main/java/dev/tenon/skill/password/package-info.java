// SPDX-License-Identifier: Apache-2.0
/** How strong a password is, and new ones. */
@NullMarked
package dev.tenon.skill.password;

import org.jspecify.annotations.NullMarked;
