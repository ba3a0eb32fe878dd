// SPDX-License-Identifier: Apache-2.0
/** The signed index, the key and the content. */
@NullMarked
package dev.tenon.download;

import org.jspecify.annotations.NullMarked;
