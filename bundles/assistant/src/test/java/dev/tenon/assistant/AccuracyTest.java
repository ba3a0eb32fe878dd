// SPDX-License-Identifier: Apache-2.0
package dev.tenon.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.api.platform.Answer;
import dev.tenon.api.platform.Answer.Outcome;
import dev.tenon.api.skill.Utterance;
import dev.tenon.router.adaptive.AdaptiveRouter;
import dev.tenon.runtime.Offers;
import dev.tenon.skill.calc.CalcSkill;
import dev.tenon.skill.clock.ClockSkill;
import dev.tenon.skill.units.UnitsSkill;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The real skills and the real router against a file of requests that none of them was made from. */
class AccuracyTest {
    private record Request(String expected, String text) {}

    private static List<Request> requests() throws IOException {
        try (InputStream in = AccuracyTest.class.getResourceAsStream("requests.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(" \\| ", 2))
                    .map(sides -> new Request(sides[0], sides[1]))
                    .toList();
        }
    }

    @Test
    void asksEnoughOfEachKind() throws IOException {
        assertThat(requests()).hasSizeGreaterThanOrEqualTo(60);
        assertThat(requests().stream().filter(r -> r.expected().equals("nobody")))
                .hasSizeGreaterThanOrEqualTo(20);
    }

    @Test
    void answersRightlyAndNamesTheMissingPlugin() throws IOException {
        try (TestAssistant assistant = new TestAssistant()) {
            installCalcAndClock(assistant);
            assistant.offer(offer());
            check(assistant, "offered");
        }
    }

    @Test
    void answersRightlyWithAllInstalled() throws IOException {
        try (TestAssistant assistant = new TestAssistant()) {
            installCalcAndClock(assistant);
            assistant.install("dev.tenon.skill.units", "1.0.0", new UnitsSkill());
            check(assistant, "installed");
        }
    }

    private static void installCalcAndClock(TestAssistant assistant) {
        assistant.use(new AdaptiveRouter());
        assistant.install("dev.tenon.skill.calc", "1.0.0", new CalcSkill());
        assistant.install("dev.tenon.skill.clock", "1.0.0", new ClockSkill());
    }

    private static Offers.Offer offer() {
        var descriptor = new UnitsSkill().descriptor();
        return new Offers.Offer(
                "dev.tenon.skill.units",
                "skill-units",
                "Units",
                "units",
                descriptor.summary(),
                descriptor.examples(),
                descriptor.attachments());
    }

    private static void check(TestAssistant assistant, String how) throws IOException {
        List<String> wrong = new ArrayList<>();
        List<String> missed = new ArrayList<>();
        List<Request> requests = requests();
        for (Request request : requests) {
            Answer answer = assistant.ask(Utterance.of(request.text(), Locale.ROOT));
            boolean invoked = answer.outcome() == Outcome.ANSWERED || answer.outcome() == Outcome.REFUSED;
            String who = answer.answeredBy()
                    .filter(id -> invoked)
                    .or(() -> answer.suggestions().stream().findFirst())
                    .map(id -> id.replaceFirst("/.*", "").replaceFirst(".*\\.", ""))
                    .orElse("nobody");
            if (!who.equals(request.expected())) {
                (invoked ? wrong : missed).add(request + " -> " + who + " " + assistant.steps(answer));
            }
        }
        assertThat(wrong).as("answered by the wrong skill (units " + how + ")").isEmpty();
        // without the encoder: the bench understand judges the whole
        assertThat(missed.size())
                .as("missed or asked back (units " + how + "): " + missed)
                .isLessThanOrEqualTo(requests.size() / 8);
    }
}
