// SPDX-License-Identifier: Apache-2.0
package dev.tenon.leases;

import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.Skill;
import dev.tenon.api.skill.SkillContext;
import dev.tenon.api.skill.SkillDescriptor;
import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.SkillResult;
import dev.tenon.api.skill.Understanding;
import dev.tenon.api.skill.Utterance;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Fronts of skills. */
final class SkillFronts implements FrontFactory<Skill> {
    private volatile @Nullable Utterance last;

    @Override
    public Class<Skill> type() {
        return Skill.class;
    }

    /** A skill makes its grammar when it first reads a request; that has no effect. */
    @Override
    public void prepare(Skill skill) {
        skill.descriptor();
        Utterance known = last;
        if (known != null) {
            skill.understand(known);
        }
    }

    @Override
    public Skill front(Calls<Skill> calls) {
        return new SkillFront(calls);
    }

    private final class SkillFront implements Skill {
        private final Calls<Skill> calls;

        private SkillFront(Calls<Skill> calls) {
            this.calls = calls;
        }

        @Override
        public SkillDescriptor descriptor() {
            return calls.call(Skill::descriptor);
        }

        @Override
        public Optional<Understanding> understand(Utterance utterance) {
            last = utterance;
            return calls.call(skill -> skill.understand(utterance).map(this::fit)); // its maps are its own code
        }

        /** Each request is read by every skill: what consists of shared types already is handed on as it is. */
        private Understanding fit(Understanding understanding) {
            Map<String, Object> given = understanding.arguments().values();
            Map<String, Object> values = Crossing.values(calls.plugin(), given);
            return values == given
                    ? understanding
                    : new Understanding(new Arguments(values), understanding.confidence());
        }

        @Override
        public SkillResult invoke(Arguments arguments, SkillContext context) throws SkillException {
            return calls.call(
                    SkillException.class,
                    gone -> new SkillException(SkillException.Reason.UNAVAILABLE, gone.getMessage(), gone),
                    skill -> {
                        SkillResult result = skill.invoke(arguments, context);
                        return new SkillResult(result.text(), Crossing.values(calls.plugin(), result.value()));
                    });
        }

        @Override
        public String toString() {
            return "front of a skill of " + calls.plugin();
        }
    }
}
