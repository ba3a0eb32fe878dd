// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.router;

import dev.tenon.api.skill.Utterance;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Decides which skill answers a request. A plugin registers it as a Declarative Services component; of several routers
 * the one with the highest {@code service.ranking} is asked. Thread-safe.
 */
@ConsumerType
public interface Router {
    /**
     * Decides. Returns within milliseconds and has no effect. A wrong skill is worse than none: where nothing is
     * likely, the verdict is {@link Decision.Verdict#NOBODY}, and the assistant looks among the skills that a
     * marketplace offers, with a second call.
     *
     * @param utterance the request; its text may be empty if there are attachments
     * @param routes the skills to choose from, all installed or all offered; may be empty. The same routes come with
     *     many requests, apart from what was understood
     * @return the decision; candidates bear ids of these routes, each once
     */
    Decision decide(Utterance utterance, List<Route> routes);
}
