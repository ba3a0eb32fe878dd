// SPDX-License-Identifier: Apache-2.0
/** Publishers, what they own, and the tokens that prove it. */
@NullMarked
package dev.tenon.account;

import org.jspecify.annotations.NullMarked;
