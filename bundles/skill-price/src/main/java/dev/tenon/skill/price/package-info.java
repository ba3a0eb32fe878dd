// SPDX-License-Identifier: Apache-2.0
/** Which package costs less for what is in it, and what everybody pays of a bill. */
@NullMarked
package dev.tenon.skill.price;

import org.jspecify.annotations.NullMarked;
