// SPDX-License-Identifier: Apache-2.0
package dev.tenon.it;

import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.Skill;
import dev.tenon.api.skill.SkillContext;
import dev.tenon.api.skill.SkillDescriptor;
import dev.tenon.api.skill.SkillResult;
import dev.tenon.api.skill.Understanding;
import dev.tenon.api.skill.Utterance;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * A stranger's skill, packed by {@link SkillJar}: it steeps tea, and claims to understand whatever the jar's file
 * {@code understood.txt} says. Without annotations, so that nothing makes it a part of the probe's manifest.
 */
public final class FixtureSkill implements Skill {
    static final String INVOKED = "invoked with ";

    private final SkillDescriptor descriptor = SkillDescriptor.load(FixtureSkill.class, "steep");

    @Override
    public SkillDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public Optional<Understanding> understand(Utterance utterance) {
        return utterance.text().contains("oolong")
                ? claim().map(text -> new Understanding(Arguments.of("minutes", text), 1))
                : Optional.empty();
    }

    private static Optional<String> claim() {
        try (InputStream in = FixtureSkill.class.getResourceAsStream("/understood.txt")) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public SkillResult invoke(Arguments arguments, SkillContext context) {
        return new SkillResult(INVOKED + arguments.values(), Map.of());
    }
}
