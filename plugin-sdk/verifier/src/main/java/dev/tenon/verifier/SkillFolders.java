// SPDX-License-Identifier: Apache-2.0
package dev.tenon.verifier;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenon.catalog.format.SkillEntry;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads the folders {@code skills/<name>/} as {@code SkillDescriptor.load} will, and says what it would miss. */
final class SkillFolders {
    private static final String CODE = "incomplete-skill";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JarEntries jar;
    private final Findings findings;

    SkillFolders(JarEntries jar, Findings findings) {
        this.jar = jar;
        this.findings = findings;
    }

    List<SkillEntry> read() throws IOException {
        TreeSet<String> names = new TreeSet<>();
        for (String entry : jar.names()) {
            String[] parts = entry.split("/", 3);
            if (parts.length == 3 && parts[0].equals("skills") && !parts[1].isEmpty()) {
                names.add(parts[1]);
            }
        }
        List<SkillEntry> skills = new ArrayList<>();
        for (String name : names) {
            skills.add(skill(name));
        }
        return skills;
    }

    private SkillEntry skill(String name) throws IOException {
        if (!name.matches("[a-z0-9][a-z0-9-]{0,63}")) {
            findings.add(
                    CODE,
                    "the folder skills/" + JarEntries.printable(name) + "/ is named like no skill",
                    "1 to 64 of a-z, 0-9 and -");
        }
        String folder = "skills/" + name + "/";
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text(folder + "skill.properties").orElse("")));
        } catch (IllegalArgumentException e) {
            findings.add(CODE, folder + "skill.properties has a broken \\u escape", "write it as plain UTF-8");
        }
        String summary = properties.getProperty("summary", "").strip();
        List<String> languages = list(properties.getProperty("languages", ""));
        if (summary.isEmpty()) {
            findings.add(CODE, folder + "skill.properties lacks 'summary'", "one sentence, in English");
        }
        if (languages.isEmpty()) {
            findings.add(CODE, folder + "skill.properties lacks 'languages'", "such as languages=en,zh");
        }
        Map<String, List<String>> examples = new TreeMap<>();
        for (String language : languages) {
            examples.put(language, examples(folder + "examples." + language + ".txt"));
        }
        schema(folder + "arguments.schema.json");
        schema(folder + "result.schema.json");
        return new SkillEntry(name, summary, examples, list(properties.getProperty("attachments", "")));
    }

    private List<String> examples(String file) throws IOException {
        Optional<String> text = text(file);
        List<String> sentences = text.orElse("")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
        if (text.isPresent() && sentences.isEmpty()) {
            findings.add(CODE, file + " has no example", "one request a line: the skill is found by them");
        }
        return sentences;
    }

    private void schema(String file) throws IOException {
        Optional<String> text = text(file);
        if (text.isEmpty()) {
            return;
        }
        try {
            JsonNode schema = JSON.readTree(text.get());
            if (schema == null || !schema.isObject()) {
                findings.add(CODE, file + " is no JSON object", "a JSON Schema (2020-12) of an object");
            }
        } catch (JsonProcessingException e) {
            long line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            findings.add(CODE, file + " is no JSON, see line " + line, "a JSON Schema (2020-12) of an object");
        }
    }

    private Optional<String> text(String file) throws IOException {
        Optional<byte[]> bytes = jar.bytes(file, Limits.TEXT_BYTES);
        if (bytes.isEmpty()) {
            findings.add(CODE, "the file " + file + " is missing", "add it, at most 1 MiB");
        }
        return bytes.map(utf8 -> new String(utf8, StandardCharsets.UTF_8));
    }

    private static List<String> list(String commaSeparated) {
        return Arrays.stream(commaSeparated.split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }
}
