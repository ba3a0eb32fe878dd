// SPDX-License-Identifier: Apache-2.0
package dev.tenon.tck;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.Skill;
import dev.tenon.api.skill.SkillContext;
import dev.tenon.api.skill.SkillDescriptor;
import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.SkillResult;
import dev.tenon.api.skill.Understanding;
import dev.tenon.api.skill.Utterance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What the platform relies on in every {@link Skill}. Extend it beside the skill's own tests:
 *
 * <pre>{@code
 * class TidesContractTest extends SkillContract {
 *     @Override
 *     protected Skill skill() {
 *         return new Tides();
 *     }
 * }
 * }</pre>
 */
public abstract class SkillContract {
    private static final Duration QUICK = Duration.ofSeconds(2);
    private static final Duration CALL = Duration.ofSeconds(30);

    /** For inheritors. */
    protected SkillContract() {}

    /**
     * Makes the skill under test.
     *
     * @return ready to be called; called once or more per test
     */
    protected abstract Skill skill();

    /**
     * Makes a request of an example. Skills that need attachments override this.
     *
     * @param example one of the descriptor's
     * @param language the example's
     * @return the request
     */
    protected Utterance utterance(String example, Locale language) {
        return Utterance.of(example, language);
    }

    /**
     * Makes the context of a call.
     *
     * @param utterance the request
     * @param language to answer in
     * @return by default with a clock that stands at noon UTC of 15 January 2026
     */
    protected SkillContext context(Utterance utterance, Locale language) {
        return TestSkillContext.of(utterance).withLanguage(language);
    }

    /**
     * Names arguments that the skill must refuse as invalid.
     *
     * @return by default: none at all if any is required, and for each property a value of another type
     */
    protected List<Arguments> invalidArguments() {
        JsonSchema schema =
                new JsonSchema("argumentsSchema", skill().descriptor().argumentsSchema());
        List<Arguments> invalid = new ArrayList<>();
        if (schema.requiresAnything()) {
            invalid.add(new Arguments(Map.of()));
        }
        schema.propertyTypes().forEach((name, type) -> {
            Map<String, Object> values = new LinkedHashMap<>(firstUnderstood().orElse(Map.of()));
            values.put(name, type.equals("string") ? 42 : "not of that type");
            invalid.add(new Arguments(values));
        });
        return invalid;
    }

    /** Called again, it says the same. */
    @Test
    public final void descriptorIsConstant() {
        Skill skill = skill();
        assertEquals(skill.descriptor(), skill.descriptor());
        assertEquals(skill.descriptor(), skill().descriptor(), "two instances must describe themselves alike");
    }

    /** Both schemas are JSON Schema 2020-12 of objects. */
    @Test
    public final void schemasAreValid() {
        SkillDescriptor descriptor = skill().descriptor();
        Map.of("argumentsSchema", descriptor.argumentsSchema(), "resultSchema", descriptor.resultSchema())
                .forEach((what, text) -> {
                    JsonSchema schema = new JsonSchema(what, text);
                    assertEquals(List.of(), schema.flaws(), what + " is no valid JSON Schema 2020-12");
                    assertEquals("object", schema.type(), what + " must say \"type\": \"object\"");
                });
    }

    /** Each language named has at least one example, none blank, none twice. */
    @Test
    public final void everyLanguageHasExamples() {
        skill().descriptor().examples().forEach((language, sentences) -> {
            assertFalse(language.equals(Locale.ROOT), "examples need a language");
            assertFalse(sentences.isEmpty(), "no example in " + language.toLanguageTag());
            assertTrue(sentences.stream().noneMatch(String::isBlank), "a blank example in " + language.toLanguageTag());
            assertEquals(sentences.stream().distinct().toList(), sentences, "an example stands twice");
        });
    }

    /** What the skill understands of its own examples fits its own arguments schema. */
    @Test
    public final void understoodArgumentsFitTheSchema() {
        JsonSchema schema =
                new JsonSchema("argumentsSchema", skill().descriptor().argumentsSchema());
        for (Call call : understoodExamples()) {
            assertEquals(
                    List.of(),
                    schema.complaints(call.arguments().values()),
                    "arguments understood of '" + call.example() + "'");
        }
    }

    /** Each understood example can be invoked; nothing but a SkillException comes out, and results fit their schema. */
    @Test
    public final void understoodExamplesAreAnswered() {
        Skill skill = skill();
        JsonSchema schema = new JsonSchema("resultSchema", skill.descriptor().resultSchema());
        List<Call> calls = understoodExamples();
        int answered = 0;
        for (Call call : calls) {
            Optional<SkillResult> result = invoke(skill, call, call.language());
            if (result.isPresent()) {
                answered++;
                assertEquals(List.of(), schema.complaints(result.get().value()), "result of '" + call.example() + "'");
            }
        }
        assertTrue(calls.isEmpty() || answered > 0, "every understood example was refused");
    }

    /** A skill with examples in English and Chinese answers differently in each, at least once. */
    @Test
    public final void answersInTheAskersLanguage() {
        Skill skill = skill();
        Map<Locale, List<String>> examples = skill.descriptor().examples();
        List<Call> calls = understoodExamples();
        if (calls.isEmpty() || !examples.containsKey(Locale.ENGLISH) || !examples.containsKey(Locale.CHINESE)) {
            return;
        }
        for (Call call : calls) {
            Optional<SkillResult> english = invoke(skill, call, Locale.ENGLISH);
            Optional<SkillResult> chinese = invoke(skill, call, Locale.CHINESE);
            if (english.isPresent()
                    && chinese.isPresent()
                    && !english.get().text().equals(chinese.get().text())) {
                return;
            }
        }
        fail("has Chinese examples, but every answer reads the same in English and in Chinese");
    }

    /** Invalid arguments are refused with INVALID_ARGUMENT. */
    @Test
    public final void invalidArgumentsAreRefused() {
        Skill skill = skill();
        SkillContext context = context(Utterance.of("", Locale.ENGLISH), Locale.ENGLISH);
        assertAll(invalidArguments().stream().map(arguments -> () -> {
            try {
                fail(arguments + " were taken: " + skill.invoke(arguments, context));
            } catch (SkillException refused) {
                assertEquals(SkillException.Reason.INVALID_ARGUMENT, refused.reason(), arguments + ": " + refused);
                assertFalse(refused.getMessage().isBlank(), "a refusal needs a sentence for the asker");
            } catch (RuntimeException leaked) {
                fail(arguments + " must give a SkillException, not " + leaked, leaked);
            }
        }));
    }

    /** Empty, huge and odd requests are looked at quickly and never break the skill. */
    @Test
    public final void oddRequestsAreHandledQuickly() {
        Skill skill = skill();
        for (String text : OddRequests.texts()) {
            String shown = text.length() + " characters beginning '" + text.substring(0, Math.min(20, text.length()));
            for (Locale language : List.of(Locale.ROOT, Locale.ENGLISH, Locale.CHINESE)) {
                assertTimeoutPreemptively(
                        QUICK,
                        () -> skill.understand(Utterance.of(text, language)),
                        () -> "understand took too long: " + shown + "'");
            }
        }
    }

    /** The same calls from eight threads give what they gave from one. */
    @Test
    public final void parallelCallsGiveTheSame() {
        Skill skill = skill();
        List<Call> calls = understoodExamples().stream().limit(20).toList();
        List<Object> alone = outcomes(skill, calls);
        for (List<Object> outcome : Together.run(8, CALL, () -> outcomes(skill, calls))) {
            assertEquals(alone, outcome, "parallel calls differ from those made alone");
        }
    }

    private List<Object> outcomes(Skill skill, List<Call> calls) {
        List<Object> outcomes = new ArrayList<>();
        for (Call call : calls) {
            Utterance utterance = utterance(call.example(), call.language());
            outcomes.add(skill.understand(utterance));
            outcomes.add(invoke(skill, call, call.language()));
        }
        return outcomes;
    }

    private Optional<SkillResult> invoke(Skill skill, Call call, Locale language) {
        SkillContext context = context(utterance(call.example(), call.language()), language);
        return assertTimeoutPreemptively(CALL, () -> {
            try {
                return Optional.of(skill.invoke(call.arguments(), context));
            } catch (SkillException refused) {
                assertFalse(refused.getMessage().isBlank(), "a refusal needs a sentence for the asker");
                return Optional.empty();
            } catch (RuntimeException leaked) {
                return fail("'" + call.example() + "' must give an answer or a SkillException", leaked);
            }
        });
    }

    private Optional<Map<String, Object>> firstUnderstood() {
        return understoodExamples().stream().findFirst().map(call -> call.arguments()
                .values());
    }

    private List<Call> understoodExamples() {
        Skill skill = skill();
        List<Call> calls = new ArrayList<>();
        skill.descriptor().examples().forEach((language, sentences) -> {
            for (String example : sentences) {
                skill.understand(utterance(example, language))
                        .map(Understanding::arguments)
                        .ifPresent(arguments -> calls.add(new Call(example, language, arguments)));
            }
        });
        return calls;
    }

    private record Call(String example, Locale language, Arguments arguments) {}
}
