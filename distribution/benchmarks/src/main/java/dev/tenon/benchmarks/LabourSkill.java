// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import dev.tenon.api.backend.BackendException;
import dev.tenon.api.platform.Inference;
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

/**
 * The skill of a generated plugin: it does one inference, or tells of its progress for some time. Without annotations, so
 * that nothing makes it a part of this bundle; that goes for all that is packed by {@link BenchPlugin}.
 */
public final class LabourSkill implements Skill {
    static final String QUICK = "do a quick stint of bench labour";
    static final String SLOW = "do a slow stint of bench labour";
    static final String DONE = "the stint is done";

    private final SkillDescriptor descriptor = SkillDescriptor.load(LabourSkill.class, "labour");
    private final ModelWork work;

    /**
     * Starts.
     *
     * @param inference runs the model
     */
    public LabourSkill(Inference inference) {
        work = new ModelWork(inference);
    }

    /** Ends it. */
    public void stop() {
        work.stop();
    }

    @Override
    public SkillDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public Optional<Understanding> understand(Utterance utterance) {
        String text = utterance.text();
        return text.contains("stint of bench labour")
                ? Optional.of(new Understanding(Arguments.of("pace", text.contains("slow") ? "slow" : "quick"), 1))
                : Optional.empty();
    }

    @Override
    public SkillResult invoke(Arguments arguments, SkillContext context) throws SkillException {
        try {
            work.run();
        } catch (BackendException e) {
            throw new SkillException(SkillException.Reason.FAILED, "no inference: " + e.getMessage(), e);
        }
        if (arguments.values().containsValue("slow")) {
            for (int step = 0; step < ModelWork.SLOW_STEPS; step++) {
                work.step();
                context.emit(".");
            }
        }
        return new SkillResult(DONE, Map.of());
    }
}
