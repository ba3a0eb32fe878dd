// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.skill;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Something the assistant can do. A plugin registers it as a Declarative Services component; nothing else is needed.
 * All methods are called by several threads at once and must be thread-safe.
 */
@ConsumerType
public interface Skill {
    /**
     * Says what this skill does. Called often: must return at once and always the same.
     *
     * @return the descriptor, complete and constant
     */
    SkillDescriptor descriptor();

    /**
     * Tries to understand a request without help, for skills that know their own grammar (arithmetic, units). The
     * platform asks this of skills whose examples resemble the request and otherwise fills the arguments itself.
     * Must return within milliseconds and have no effect.
     *
     * @param utterance what was asked
     * @return the arguments and how sure the skill is, or empty if the request is not for this skill
     */
    default Optional<Understanding> understand(Utterance utterance) {
        return Optional.empty();
    }

    /**
     * Does the work. A host that has no reason to trust the release tries it with some of the skill's own examples, in a
     * process of its own and on an empty data folder, unless the plugin asks for a permission. May block; should watch {@link SkillContext#isCancelled()} when it takes long. Parts of a long
     * answer may be shown early with {@link SkillContext#emit(String)}.
     *
     * @param arguments fit {@link SkillDescriptor#argumentsSchema()}
     * @param context the request around this call, valid until the method returns
     * @return the answer
     * @throws SkillException if the request cannot be answered; the message is shown to the asker
     */
    SkillResult invoke(Arguments arguments, SkillContext context) throws SkillException;
}
