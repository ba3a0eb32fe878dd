// SPDX-License-Identifier: Apache-2.0
package dev.tenon.catalog.format;

import java.util.List;

/**
 * One immutable version of a plugin.
 *
 * @param id Bundle-SymbolicName
 * @param version three numbers
 * @param name for people
 * @param summary one sentence
 * @param license Bundle-License, empty if the manifest names none
 * @param categories see {@code TenonPlugin}
 * @param permissions declared, not yet enforced
 * @param sha256 of the jar, 64 lower-case hexadecimal digits
 * @param bytes size of the jar
 * @param publishedAt ISO 8601 instant, empty before publication
 * @param publisher whose token published it, empty before publication
 * @param capabilities what the bundle provides
 * @param requirements what the bundle needs
 * @param skills what it can answer
 */
public record Release(
        String id,
        String version,
        String name,
        String summary,
        String license,
        List<String> categories,
        List<String> permissions,
        String sha256,
        long bytes,
        String publishedAt,
        String publisher,
        List<Clause> capabilities,
        List<Clause> requirements,
        List<SkillEntry> skills) {
    /**
     * Checks what paths and comparisons rely on, and copies.
     *
     * @throws IllegalArgumentException if id, version or digest is ill-formed
     */
    public Release {
        if (!id.matches("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*")) {
            throw new IllegalArgumentException("not a plugin id: '" + id + "'");
        }
        if (!version.matches("\\d{1,9}\\.\\d{1,9}\\.\\d{1,9}")) {
            throw new IllegalArgumentException("a release's version is three numbers: '" + version + "'");
        }
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("not a SHA-256: '" + sha256 + "'");
        }
        categories = List.copyOf(categories);
        permissions = List.copyOf(permissions);
        capabilities = List.copyOf(capabilities);
        requirements = List.copyOf(requirements);
        skills = List.copyOf(skills);
    }

    /**
     * Says whether it brings one variant of a model. It comes by itself with the plugin that stands for the model, so
     * that lists of what there is need not show it.
     *
     * @return true if it provides a capability {@code tenon.model} with the attribute {@code of}
     */
    public boolean bringsVariant() {
        return capabilities.stream()
                .anyMatch(clause -> clause.namespace().equals("tenon.model")
                        && clause.attributes().containsKey("of"));
    }
}
