// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.router;

import dev.tenon.api.skill.Utterance;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** Decides which skill answers a request. Thread-safe. */
@ConsumerType
public interface Router {
    /**
     * Ranks the skills that could answer. Returns within milliseconds and has no effect.
     *
     * @param utterance the request
     * @param routes the skills to choose from, installed or only offered by a marketplace
     * @return the likely ones, best first; empty if none is likely
     */
    List<Candidate> rank(Utterance utterance, List<Route> routes);
}
