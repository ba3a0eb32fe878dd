// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.faq;

/**
 * A passage that may answer.
 *
 * @param passage the passage
 * @param score how near it is to the question, 0 to 1
 */
record Hit(Passage passage, double score) {}
