// SPDX-License-Identifier: Apache-2.0
/** The checks on one release of a plugin: the build and the marketplace run the same code to the same verdict. */
@NullMarked
package dev.tenon.verifier;

import org.jspecify.annotations.NullMarked;
