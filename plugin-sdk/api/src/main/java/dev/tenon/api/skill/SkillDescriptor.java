// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.skill;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * What a skill says of itself.
 *
 * @param name short and unique within its plugin: lower-case letters, digits and hyphens, 1 to 64 characters
 * @param summary one sentence for people, in English
 * @param examples requests that this skill answers, by language (BCP 47, {@code en}, {@code zh}); at least one; the
 *     router matches requests by nearness to them
 * @param argumentsSchema JSON Schema (2020-12) of the arguments, an object
 * @param resultSchema JSON Schema (2020-12) of {@link SkillResult#value()}, an object
 * @param attachments media types that a request must bring along ({@code image/*}); empty if it needs none
 */
public record SkillDescriptor(
        String name,
        String summary,
        Map<Locale, List<String>> examples,
        String argumentsSchema,
        String resultSchema,
        List<String> attachments) {
    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if the name is ill-formed, the summary empty or there is no example
     */
    public SkillDescriptor {
        if (!name.matches("[a-z0-9][a-z0-9-]{0,63}")) {
            throw new IllegalArgumentException("a skill's name is 1 to 64 of a-z, 0-9 and -: '" + name + "'");
        }
        if (summary.isBlank()) {
            throw new IllegalArgumentException("skill " + name + " needs a summary");
        }
        Map<Locale, List<String>> copy = new LinkedHashMap<>();
        examples.forEach((language, sentences) -> copy.put(language, List.copyOf(sentences)));
        if (copy.values().stream().allMatch(List::isEmpty)) {
            throw new IllegalArgumentException("skill " + name + " needs at least one example: it is found by them");
        }
        examples = Collections.unmodifiableMap(copy);
        attachments = List.copyOf(attachments);
    }

    /**
     * Makes a descriptor of a skill that needs no attachment.
     *
     * @param name see the record
     * @param summary see the record
     * @param examples see the record
     * @param argumentsSchema see the record
     * @param resultSchema see the record
     * @throws IllegalArgumentException as the record's own constructor
     */
    public SkillDescriptor(
            String name,
            String summary,
            Map<Locale, List<String>> examples,
            String argumentsSchema,
            String resultSchema) {
        this(name, summary, examples, argumentsSchema, resultSchema, List.of());
    }

    /**
     * Reads a descriptor from the files that the owner's bundle carries in the folder {@code skills/<name>/}, all
     * UTF-8. A marketplace reads the same files, so it can name the plugin that could answer before anybody installs
     * it.
     *
     * <ul>
     *   <li>{@code skill.properties}: {@code summary}, {@code languages} (comma-separated BCP 47 tags) and, if the
     *       skill needs them, {@code attachments} (comma-separated media types)
     *   <li>{@code examples.<language>.txt}: one request a line; empty lines and lines that begin with {@code #} are
     *       skipped
     *   <li>{@code arguments.schema.json} and {@code result.schema.json}
     * </ul>
     *
     * @param owner a class of the bundle
     * @param name the skill's name
     * @return the descriptor
     * @throws IllegalStateException if a file or a property is missing
     * @throws IllegalArgumentException as the record's own constructor
     */
    public static SkillDescriptor load(Class<?> owner, String name) {
        String folder = "/skills/" + name + "/";
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text(owner, folder + "skill.properties")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<Locale, List<String>> examples = new LinkedHashMap<>();
        for (String language : list(properties.getProperty("languages", ""))) {
            List<String> sentences = text(owner, folder + "examples." + language + ".txt")
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
            examples.put(Locale.forLanguageTag(language), sentences);
        }
        return new SkillDescriptor(
                name,
                properties.getProperty("summary", ""),
                examples,
                text(owner, folder + "arguments.schema.json"),
                text(owner, folder + "result.schema.json"),
                list(properties.getProperty("attachments", "")));
    }

    private static List<String> list(String commaSeparated) {
        return Arrays.stream(commaSeparated.split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    private static String text(Class<?> owner, String resource) {
        try (InputStream in = owner.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(owner.getName() + "'s bundle lacks the file " + resource.substring(1));
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
