// SPDX-License-Identifier: Apache-2.0
/** The catalogue for people. */
@NullMarked
package dev.tenon.web;

import org.jspecify.annotations.NullMarked;
