// SPDX-License-Identifier: Apache-2.0
package dev.tenon.tck;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.Skill;
import dev.tenon.api.skill.SkillContext;
import dev.tenon.api.skill.SkillDescriptor;
import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.SkillResult;
import dev.tenon.api.skill.Understanding;
import dev.tenon.api.skill.Utterance;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The contract passes a good skill and fails each of its broken sisters. */
class SkillContractTest {
    private static final String OBJECT =
            "{\"type\":\"object\",\"properties\":{\"word\":{\"type\":\"string\"}},\"required\":[\"word\"]}";

    /** Echoes what follows "echo". */
    private static class Echo implements Skill {
        @Override
        public SkillDescriptor descriptor() {
            return describe(OBJECT, OBJECT);
        }

        static SkillDescriptor describe(String arguments, String result) {
            return new SkillDescriptor(
                    "echo",
                    "Says it again.",
                    Map.of(Locale.ENGLISH, List.of("echo a", "echo b"), Locale.CHINESE, List.of("echo 甲")),
                    arguments,
                    result);
        }

        @Override
        public Optional<Understanding> understand(Utterance utterance) {
            return utterance.text().startsWith("echo ")
                    ? Optional.of(new Understanding(
                            Arguments.of("word", utterance.text().substring(5)), 1))
                    : Optional.empty();
        }

        @Override
        public SkillResult invoke(Arguments arguments, SkillContext context) throws SkillException {
            String word = arguments
                    .text("word")
                    .orElseThrow(() -> new SkillException(SkillException.Reason.INVALID_ARGUMENT, "say a word"));
            String text = context.language().equals(Locale.CHINESE) ? "你说：" + word : "you said " + word;
            return new SkillResult(text, Map.of("word", word));
        }
    }

    /** The good skill, run by JUnit as an author's would be. */
    @Nested
    class OfAGoodSkill extends SkillContract {
        @Override
        protected Skill skill() {
            return new Echo();
        }
    }

    private static SkillContract contract(Skill skill) {
        return new SkillContract() {
            @Override
            protected Skill skill() {
                return skill;
            }
        };
    }

    @Test
    void passesTheGoodSkillWhenCalledByHand() {
        assertThatCode(contract(new Echo())::understoodExamplesAreAnswered).doesNotThrowAnyException();
    }

    @Test
    void failsADescriptorThatChanges() {
        AtomicInteger count = new AtomicInteger();
        assertThatThrownBy(contract(new Echo() {
                    @Override
                    public SkillDescriptor descriptor() {
                        return describe(OBJECT, "{\"title\":\"" + count.incrementAndGet() + "\"}");
                    }
                })::descriptorIsConstant)
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void failsASchemaThatIsNone() {
        for (String bad : List.of("{", "[]", "{\"type\":\"objekt\"}", "{\"type\":\"string\"}")) {
            assertThatThrownBy(contract(new Echo() {
                        @Override
                        public SkillDescriptor descriptor() {
                            return describe(bad, OBJECT);
                        }
                    })::schemasAreValid)
                    .as(bad)
                    .isInstanceOf(AssertionError.class);
        }
    }

    @Test
    void failsArgumentsAndResultsThatDoNotFit() {
        String number = OBJECT.replace("string", "number");
        SkillContract contract = contract(new Echo() {
            @Override
            public SkillDescriptor descriptor() {
                return describe(number, number);
            }
        });
        assertThatThrownBy(contract::understoodArgumentsFitTheSchema)
                .hasMessageContaining("arguments understood of 'echo ");
        assertThatThrownBy(contract::understoodExamplesAreAnswered).hasMessageContaining("result of");
    }

    @Test
    void failsALeakedRuntimeException() {
        SkillContract contract = contract(new Echo() {
            @Override
            public SkillResult invoke(Arguments arguments, SkillContext context) {
                throw new IllegalStateException("leak");
            }
        });
        assertThatThrownBy(contract::understoodExamplesAreAnswered).isInstanceOf(AssertionError.class);
        assertThatThrownBy(contract::invalidArgumentsAreRefused).isInstanceOf(AssertionError.class);
    }

    @Test
    void failsAnswersInOneLanguageOnly() {
        assertThatThrownBy(contract(new Echo() {
                    @Override
                    public SkillResult invoke(Arguments arguments, SkillContext context) {
                        return new SkillResult("same", Map.of("word", "same"));
                    }
                })::answersInTheAskersLanguage)
                .hasMessageContaining("Chinese");
    }

    @Test
    void failsASkillThatBreaksOnOddRequests() {
        assertThatThrownBy(contract(new Echo() {
                    @Override
                    public Optional<Understanding> understand(Utterance utterance) {
                        return Optional.of(new Understanding(
                                Arguments.of("word", utterance.text().charAt(0)), 1));
                    }
                })::oddRequestsAreHandledQuickly)
                .isInstanceOf(StringIndexOutOfBoundsException.class);
    }

    @Test
    void failsSharedState() {
        AtomicInteger count = new AtomicInteger();
        assertThatThrownBy(contract(new Echo() {
                    @Override
                    public SkillResult invoke(Arguments arguments, SkillContext context) {
                        return new SkillResult("call " + count.incrementAndGet(), Map.of("word", "x"));
                    }
                })::parallelCallsGiveTheSame)
                .hasMessageContaining("parallel");
    }
}
