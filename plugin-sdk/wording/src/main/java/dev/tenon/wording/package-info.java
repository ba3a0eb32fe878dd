// SPDX-License-Identifier: Apache-2.0
/**
 * Helps a skill's grammar read what people really write: traditional characters and written Cantonese, slips of the
 * finger, reasons told along with a request.
 *
 * <p>A plugin takes these classes into its own bundle ({@code -conditionalpackage: dev.tenon.wording} in its
 * {@code bnd.bnd}): they are no part of the platform's API, and no plugin depends on another one's version of them.
 */
@NullMarked
package dev.tenon.wording;

import org.jspecify.annotations.NullMarked;
