// SPDX-License-Identifier: Apache-2.0
/** Runs installed models on backends and devices. */
@NullMarked
package dev.tenon.scheduler;

import org.jspecify.annotations.NullMarked;
