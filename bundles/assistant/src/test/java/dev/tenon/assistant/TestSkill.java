// SPDX-License-Identifier: Apache-2.0
package dev.tenon.assistant;

import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.Skill;
import dev.tenon.api.skill.SkillContext;
import dev.tenon.api.skill.SkillDescriptor;
import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.SkillResult;
import dev.tenon.api.skill.Understanding;
import dev.tenon.api.skill.Utterance;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A skill that does what a test wants, without a grammar unless it is given one. */
final class TestSkill implements Skill {
    private static final String NOTHING = "{\"type\":\"object\",\"additionalProperties\":false}";

    private final String name;
    private final Function<Utterance, Optional<Understanding>> grammar;
    private final Body body;

    /** What it does. */
    interface Body {
        SkillResult invoke(Arguments arguments, SkillContext context) throws SkillException;
    }

    TestSkill(String name, Body body) {
        this(name, utterance -> Optional.empty(), body);
    }

    private TestSkill(String name, Function<Utterance, Optional<Understanding>> grammar, Body body) {
        this.name = name;
        this.grammar = grammar;
        this.body = body;
    }

    static TestSkill understanding(String name, Function<Utterance, Optional<Understanding>> grammar) {
        return new TestSkill(name, grammar, (arguments, context) -> new SkillResult(name, Map.of()));
    }

    @Override
    public SkillDescriptor descriptor() {
        return new SkillDescriptor(
                name,
                "Does as told.",
                Map.of(Locale.ENGLISH, List.of(name + " me", "please " + name)),
                NOTHING,
                NOTHING);
    }

    @Override
    public Optional<Understanding> understand(Utterance utterance) {
        return grammar.apply(utterance);
    }

    @Override
    public SkillResult invoke(Arguments arguments, SkillContext context) throws SkillException {
        return body.invoke(arguments, context);
    }

    /** A grammar of whole sentences. */
    static Optional<Understanding> exact(Utterance utterance, String... sentences) {
        return Set.of(sentences).contains(utterance.text())
                ? Optional.of(new Understanding(new Arguments(Map.of()), 1))
                : Optional.empty();
    }

    /** Throws anything, as a plugin can. */
    @SuppressWarnings("unchecked")
    static <E extends Throwable> void sneak(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
