// SPDX-License-Identifier: Apache-2.0
/**
 * What an assistant can do: a skill describes itself, understands requests and answers them. Plugins implement {@link dev.tenon.api.skill.Skill}.
 */
@Export
@Version("1.0.0")
@NullMarked
package dev.tenon.api.skill;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
