// SPDX-License-Identifier: Apache-2.0
/** Models of a Hugging Face hub: finds the files that a reference stands for, and describes them. */
@NullMarked
package dev.tenon.model.hub;

import org.jspecify.annotations.NullMarked;
