// SPDX-License-Identifier: Apache-2.0
/** Tests of the built distribution. */
@NullMarked
package dev.tenon.it;

import org.jspecify.annotations.NullMarked;
