// SPDX-License-Identifier: Apache-2.0
/** A jar becomes a release. */
@NullMarked
package dev.tenon.publish;

import org.jspecify.annotations.NullMarked;
