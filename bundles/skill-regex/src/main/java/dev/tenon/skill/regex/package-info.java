// SPDX-License-Identifier: Apache-2.0
/** Tries regular expressions, in linear time. */
@NullMarked
package dev.tenon.skill.regex;

import org.jspecify.annotations.NullMarked;
