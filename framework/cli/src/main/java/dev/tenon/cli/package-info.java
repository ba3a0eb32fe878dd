// SPDX-License-Identifier: Apache-2.0
/** The {@code tenon} command: speaks {@code /admin/v1} to the host and {@code /api/v1} to a marketplace. */
@NullMarked
package dev.tenon.cli;

import org.jspecify.annotations.NullMarked;
