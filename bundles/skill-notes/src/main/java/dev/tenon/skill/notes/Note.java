// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.notes;

/**
 * A note as it is kept.
 *
 * @param number its own for ever: never given to another note
 * @param text not blank
 * @param added ISO 8601 instant
 */
record Note(long number, String text, String added) {}
