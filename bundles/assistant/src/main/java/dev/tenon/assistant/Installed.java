// SPDX-License-Identifier: Apache-2.0
package dev.tenon.assistant;

import dev.tenon.api.router.Route;
import dev.tenon.api.skill.Attachment;
import dev.tenon.api.skill.Skill;
import dev.tenon.api.skill.SkillDescriptor;
import dev.tenon.api.skill.Understanding;
import dev.tenon.api.skill.Utterance;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.Version;

/**
 * A skill that is here now, with what is known of it. Made on a guarded thread, because it asks the skill.
 *
 * @param pluginId the plugin that brought it
 * @param version of the release that was asked
 * @param skill the service
 * @param descriptor as it was when first asked
 * @param schema of the arguments
 * @param knowsItsGrammar whether it understands its own examples: then what it does not understand is not for it
 * @param route how the router sees it
 */
record Installed(
        String pluginId,
        Version version,
        Skill skill,
        SkillDescriptor descriptor,
        ArgumentSchema schema,
        boolean knowsItsGrammar,
        Route route) {
    private static final int EXAMPLES_ASKED = 5;

    static Installed of(String pluginId, Version version, Skill skill) {
        SkillDescriptor descriptor = skill.descriptor();
        String id = pluginId + "/" + descriptor.name();
        return new Installed(
                pluginId,
                version,
                skill,
                descriptor,
                new ArgumentSchema(descriptor.argumentsSchema()),
                understandsItsExamples(skill, descriptor),
                new Route(id, descriptor.summary(), descriptor.examples(), descriptor.attachments(), Optional.empty()));
    }

    private static boolean understandsItsExamples(Skill skill, SkillDescriptor descriptor) {
        int asked = 0;
        int understood = 0;
        for (Map.Entry<Locale, List<String>> language : descriptor.examples().entrySet()) {
            for (String example :
                    language.getValue().stream().limit(EXAMPLES_ASKED).toList()) {
                asked++;
                understood += skill.understand(Utterance.of(example, language.getKey()))
                                .isPresent()
                        ? 1
                        : 0;
            }
        }
        return 2 * understood >= asked;
    }

    /** {@code dev.tenon.skill.calc/calc}. */
    String id() {
        return route.id();
    }

    /** The route of one request. */
    Route route(Optional<Understanding> understood) {
        return new Route(route.id(), route.summary(), route.examples(), route.attachments(), understood);
    }

    /** A request that it answers, in a language if there is one. */
    String example(Locale language) {
        return descriptor
                .examples()
                .getOrDefault(
                        Locale.forLanguageTag(language.getLanguage()),
                        descriptor.examples().values().iterator().next())
                .stream()
                .findFirst()
                .orElse(descriptor.summary());
    }

    /** Whether a request brings what it needs along. */
    boolean hasItsAttachments(Utterance utterance) {
        return descriptor.attachments().stream()
                .allMatch(wanted -> utterance.attachments().stream().anyMatch(given -> fits(wanted, given)));
    }

    private static boolean fits(String wanted, Attachment given) {
        return wanted.equals("*/*")
                || wanted.equals(given.mediaType())
                || wanted.endsWith("/*") && given.mediaType().startsWith(wanted.substring(0, wanted.length() - 1));
    }
}
