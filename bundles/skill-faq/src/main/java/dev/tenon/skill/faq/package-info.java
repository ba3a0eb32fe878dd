// SPDX-License-Identifier: Apache-2.0
/** Answers from a folder of the operator's documents and names the place. */
@NullMarked
package dev.tenon.skill.faq;

import org.jspecify.annotations.NullMarked;
