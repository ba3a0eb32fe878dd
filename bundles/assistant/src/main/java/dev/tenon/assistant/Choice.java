// SPDX-License-Identifier: Apache-2.0
package dev.tenon.assistant;

import dev.tenon.api.skill.Arguments;

/**
 * The skill that answers.
 *
 * @param skill the chosen one
 * @param arguments for it
 */
record Choice(Installed skill, Arguments arguments) {}
