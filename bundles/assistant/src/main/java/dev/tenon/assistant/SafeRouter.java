// SPDX-License-Identifier: Apache-2.0
package dev.tenon.assistant;

import dev.tenon.api.router.Candidate;
import dev.tenon.api.router.Route;
import dev.tenon.api.router.Router;
import dev.tenon.api.skill.Utterance;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the router, which is a plugin as well: if it fails, skills that understand by themselves still answer. */
final class SafeRouter {
    private static final Logger LOG = LoggerFactory.getLogger(SafeRouter.class);

    private SafeRouter() {}

    static List<Candidate> rank(Router router, Utterance utterance, List<Route> routes, Guard guard)
            throws ForeignFailure {
        try {
            return List.copyOf(guard.call(router, Guard.LOOK, () -> router.rank(utterance, routes)));
        } catch (ForeignFailure e) {
            if (!e.isThePlugins()) {
                throw e;
            }
            LOG.warn("The router {} {}", router.getClass().getName(), e.getMessage(), e);
            return List.of();
        }
    }
}
