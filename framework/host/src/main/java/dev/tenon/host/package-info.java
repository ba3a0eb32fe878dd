// SPDX-License-Identifier: Apache-2.0
/** The program that runs the container: reads the current generation, launches Felix with it, ends it cleanly. */
@NullMarked
package dev.tenon.host;

import org.jspecify.annotations.NullMarked;
