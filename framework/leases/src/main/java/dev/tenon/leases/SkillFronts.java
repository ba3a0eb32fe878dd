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
import java.util.Optional;

/** Fronts of skills. */
final class SkillFronts implements FrontFactory<Skill> {
    @Override
    public Class<Skill> type() {
        return Skill.class;
    }

    @Override
    public void prepare(Skill service) {
        service.descriptor();
    }

    @Override
    public Skill front(Calls<Skill> calls) {
        return new SkillFront(calls);
    }

    private static final class SkillFront implements Skill {
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
            return calls.call(skill -> skill.understand(utterance))
                    .map(understanding -> new Understanding(
                            new Arguments(Crossing.values(
                                    calls.plugin(), understanding.arguments().values())),
                            understanding.confidence()));
        }

        @Override
        public SkillResult invoke(Arguments arguments, SkillContext context) throws SkillException {
            SkillResult result = calls.call(
                    SkillException.class,
                    gone -> new SkillException(SkillException.Reason.UNAVAILABLE, gone.getMessage(), gone),
                    skill -> skill.invoke(arguments, context));
            return new SkillResult(result.text(), Crossing.values(calls.plugin(), result.value()));
        }

        @Override
        public String toString() {
            return "front of a skill of " + calls.plugin();
        }
    }
}
