// SPDX-License-Identifier: Apache-2.0
package dev.tenon.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tenon.api.platform.Answer;
import dev.tenon.api.router.Candidate;
import dev.tenon.api.router.Decision;
import dev.tenon.api.router.Decision.Verdict;
import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.Skill;
import dev.tenon.api.skill.SkillContext;
import dev.tenon.api.skill.SkillDescriptor;
import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.SkillResult;
import dev.tenon.api.skill.Understanding;
import dev.tenon.api.skill.Utterance;
import dev.tenon.runtime.Traces.Trace;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a schema marks {@code writeOnly} is in no trace. */
class SecretsTest {
    private static final String JUDGE = "org.example.judge/judge";

    private final TestAssistant assistant = new TestAssistant();

    SecretsTest() {
        assistant.install("org.example.judge", "1.0.0", new Judge());
    }

    /** Takes a password behind a colon; fails on "broken" and says which password it was. */
    private static final class Judge implements Skill {
        private static final Pattern REQUEST = Pattern.compile("(?:judge|check).*?: (.+)", Pattern.DOTALL);

        @Override
        public SkillDescriptor descriptor() {
            return new SkillDescriptor(
                    "judge",
                    "Judges passwords.",
                    Map.of(Locale.ENGLISH, List.of("judge this: abc", "check the password: abc")),
                    "{\"type\":\"object\",\"properties\":{\"password\":{\"type\":\"string\",\"writeOnly\":true},"
                            + "\"style\":{\"type\":\"string\"}},\"required\":[\"password\"]}",
                    "{\"type\":\"object\"}");
        }

        @Override
        public Optional<Understanding> understand(Utterance utterance) {
            Matcher match = REQUEST.matcher(utterance.text());
            return match.matches()
                    ? Optional.of(new Understanding(
                            new Arguments(Map.of("password", match.group(1).replace(" ", ""), "style", "short")), 1))
                    : Optional.empty();
        }

        @Override
        public SkillResult invoke(Arguments arguments, SkillContext context) throws SkillException {
            String password = arguments.text("password").orElseThrow();
            if (password.contains("broken")) {
                throw new IllegalStateException("cannot judge " + password);
            }
            return new SkillResult("fair", Map.of());
        }
    }

    @AfterEach
    void stop() {
        assistant.close();
    }

    private Trace trace(String request) {
        return trace(request, Verdict.ANSWER, "like '" + request + "'");
    }

    private Trace trace(String request, Verdict verdict, String why) {
        assistant.use((utterance, routes) ->
                new Decision(verdict, List.of(new Candidate(JUDGE, 0.9, Map.of("nearest", 0.9), why))));
        Answer answer = assistant.ask(Utterance.of(request, Locale.ENGLISH));
        return assistant.itself().find(answer.traceId()).orElseThrow();
    }

    @Test
    void aSecretIsInNeitherTheRequestNorAStep() {
        Trace trace = trace("judge this: hunter2");
        assertThat(trace.outcome()).isEqualTo("answered");
        assertThat(trace.request()).isEqualTo("judge this: •••");
        assertThat(trace.toString()).doesNotContain("hunter2").contains("like 'judge this: •••'", "read by the skill");
    }

    @Test
    void aFailureDoesNotTellIt() {
        Trace trace = trace("judge this: Broken-brokenX");
        assertThat(trace.toString()).doesNotContainIgnoringCase("broken");
        trace = trace("judge this: s3cr3t-broken-Key");
        assertThat(trace.outcome()).isEqualTo("failed");
        assertThat(trace.toString()).doesNotContain("s3cr3t", "broken", "Key");
        assertThat(trace.steps().get(trace.steps().size() - 1).detail()).contains("cannot judge •••");
    }

    @Test
    void aCutDoesNotLeaveHalfOfIt() {
        Trace trace = trace("judge this" + " very long request".repeat(10) + ": " + "x9Kq".repeat(20));
        assertThat(trace.request()).endsWith(": •••");
        assertThat(trace.toString()).doesNotContain("x9Kq");
    }

    @Test
    void aSecretThatWasReadOtherwiseThanItStandsHidesTheRequest() {
        assertThat(trace("judge this: cor rect hor se", Verdict.ANSWER, "planted")
                        .request())
                .isEqualTo("•••");
    }

    @Test
    void aSecretThatWordsAroundWouldTellHidesTheRequest() {
        assertThat(trace("judge this password: word", Verdict.ANSWER, "planted").request())
                .isEqualTo("•••");
        assertThat(trace("judge this: is", Verdict.ANSWER, "planted").request()).isEqualTo("•••");
    }

    @Test
    void aQuestionBackDoesNotTellItEither() {
        assertThat(trace("judge this: hunter2", Verdict.ASK, "planted").toString())
                .doesNotContain("hunter2");
        assertThat(trace("judge hunter2", Verdict.ANSWER, "planted").request()).isEqualTo("•••");
    }

    @Test
    void otherArgumentsAndOtherSkillsAreTakenDown() {
        assistant.install(
                "org.example.greet",
                "1.0.0",
                new TestSkill("greet", (arguments, context) -> new SkillResult("hello", Map.of())));
        assistant.use((utterance, routes) -> new Decision(
                Verdict.ANSWER, List.of(new Candidate("org.example.greet/greet", 1, Map.of(), "planted"))));
        Answer answer = assistant.ask(Utterance.of("greet me", Locale.ENGLISH));
        assertThat(assistant.itself().find(answer.traceId()).orElseThrow().request())
                .isEqualTo("greet me");
    }

    @Test
    void secretsInsideObjectsAndListsAreFound() throws Exception {
        var schema = JsonMapper.builder()
                .build()
                .readTree("{\"properties\":{\"login\":{\"properties\":{\"user\":{},\"pin\":{\"writeOnly\":true}}},"
                        + "\"keys\":{\"items\":{\"writeOnly\":true}},\"all\":{\"writeOnly\":true,\"properties\":{}}}}");
        Arguments arguments = new Arguments(Map.of(
                "login",
                Map.of("user", "ann", "pin", 1234L),
                "keys",
                List.of("k1", "k2"),
                "all",
                Map.of("deep", "down")));
        assertThat(Secrets.of(schema, arguments)).containsExactlyInAnyOrder("1234", "k1", "k2", "down");
    }
}
