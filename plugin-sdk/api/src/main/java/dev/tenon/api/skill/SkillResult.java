// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.skill;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer, for people and for programs.
 *
 * @param text what the asker reads, in {@link SkillContext#language()}
 * @param value fits {@link SkillDescriptor#resultSchema()}; the types are those of {@link Arguments}; immutable
 */
public record SkillResult(String text, Map<String, Object> value) {
    /** Copies. */
    public SkillResult {
        value = Collections.unmodifiableMap(new LinkedHashMap<>(value));
    }
}
