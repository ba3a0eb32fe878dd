// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.catalog.format.SkillEntry;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the skills that a bundle describes in its folders {@code skills/<name>/}, whether or not the bundle resolves. */
final class SkillFiles {
    private static final Logger LOG = LoggerFactory.getLogger(SkillFiles.class);
    private static final String FOLDER = "skills/";

    private SkillFiles() {}

    /** Returns those that can be read; one that cannot is named in the log and left out. */
    static List<SkillEntry> of(Bundle bundle) {
        Enumeration<String> paths = bundle.getEntryPaths(FOLDER);
        List<SkillEntry> skills = new ArrayList<>();
        for (String path : paths == null ? List.<String>of() : Collections.list(paths)) {
            if (!path.endsWith("/")) {
                continue;
            }
            try {
                skills.add(skill(bundle, path));
            } catch (IOException | IllegalArgumentException e) {
                LOG.warn("What {} can answer is not known: {}skill.properties cannot be read", bundle, path, e);
            }
        }
        return List.copyOf(skills);
    }

    private static SkillEntry skill(Bundle bundle, String path) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(text(bundle, path + "skill.properties").orElse("")));
        Map<String, List<String>> examples = new TreeMap<>();
        for (String language : list(properties.getProperty("languages", ""))) {
            List<String> sentences = text(bundle, path + "examples." + language + ".txt")
                    .orElse("")
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
            examples.put(language, sentences);
        }
        return new SkillEntry(
                path.substring(FOLDER.length(), path.length() - 1),
                properties.getProperty("summary", "").strip(),
                examples,
                list(properties.getProperty("attachments", "")));
    }

    private static Optional<String> text(Bundle bundle, String path) throws IOException {
        URL entry = bundle.getEntry(path);
        if (entry == null) {
            return Optional.empty();
        }
        try (InputStream in = entry.openStream()) {
            return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static List<String> list(String commaSeparated) {
        return Arrays.stream(commaSeparated.split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }
}
