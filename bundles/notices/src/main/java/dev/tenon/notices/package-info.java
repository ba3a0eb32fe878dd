// SPDX-License-Identifier: Apache-2.0
/** What plugins tell the operator unasked: posting and reading. */
@NullMarked
package dev.tenon.notices;

import org.jspecify.annotations.NullMarked;
