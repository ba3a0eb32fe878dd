// SPDX-License-Identifier: Apache-2.0
/** The machine's CPU as a device. */
@NullMarked
package dev.tenon.device.cpu;

import org.jspecify.annotations.NullMarked;
