// SPDX-License-Identifier: Apache-2.0
package dev.tenon.router.rules;

import dev.tenon.api.lifecycle.TenonPlugin;
import dev.tenon.api.router.Candidate;
import dev.tenon.api.router.Decision;
import dev.tenon.api.router.Decision.Verdict;
import dev.tenon.api.router.Route;
import dev.tenon.api.router.Router;
import dev.tenon.api.skill.Utterance;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides by the operator's rules, the first that fits; ranks above the router that Tenon starts with. */
@TenonPlugin(
        id = "dev.tenon.router.rules",
        name = "Router by rules",
        summary = "Routes requests by rules that you write and read: words and where requests with them go.",
        categories = "router")
@Component(configurationPid = RulesRouter.PID, property = "service.ranking:Integer=100")
@Designate(ocd = RulesRouter.Config.class)
public final class RulesRouter implements Router {
    static final String PID = "dev.tenon.router.rules";
    private static final Logger LOG = LoggerFactory.getLogger(RulesRouter.class);

    private final Rules rules;
    private final Unruled unruled = new Unruled();
    private final Set<Integer> toldOf = ConcurrentHashMap.newKeySet();

    /** Settings. */
    @ObjectClassDefinition(name = "Router by rules")
    @interface Config {
        /** The rules. */
        @AttributeDefinition(
                name = "Rules [lines]",
                required = false,
                description = "Rules, one a line, the first that fits wins: words or * -> plugin-id/skill, as in"
                        + " coin|toss -> dev.tenon.skill.chance/flip-coin")
        String[] rules() default {};
    }

    /**
     * Reads the rules.
     *
     * @param config see {@link Config}
     * @throws IllegalArgumentException if a rule is malformed; the message names the line
     */
    @Activate
    public RulesRouter(Config config) {
        rules = new Rules(config.rules());
    }

    @Override
    public Decision decide(Utterance utterance, List<Route> routes) {
        String plain = Plain.of(utterance.text());
        return rules.first(plain).map(rule -> byRule(rule, routes)).orElseGet(() -> unruled.decide(plain, routes));
    }

    /** A rule counts also while its skill is not here: another skill would not be what the operator wrote. */
    private Decision byRule(Rule rule, List<Route> routes) {
        if (routes.stream().noneMatch(route -> route.id().equals(rule.target()))) {
            if (toldOf.add(rule.line())) {
                LOG.warn("Rule {} sends requests to {}, which is not installed", rule.line(), rule.target());
            }
            return Decision.nobody(List.of());
        }
        Candidate ruled = new Candidate(
                rule.target(), 1, Map.of("rule", (double) rule.line()), "rule " + rule.line() + ": " + rule.pattern());
        return new Decision(Verdict.ANSWER, List.of(ruled));
    }
}
