// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The examples that a distribution's skills bring along, of both languages together. */
final class SkillExamples {
    private static final Pattern FILE = Pattern.compile("skills/([^/]+)/examples\\.\\w+\\.txt");

    private SkillExamples() {}

    /** Examples by the skill's name. */
    static Map<String, List<String>> of(Path distribution) throws IOException {
        Map<String, List<String>> examples = new TreeMap<>();
        for (String folder : List.of("bundles", "samples")) {
            try (Stream<Path> jars = Files.list(distribution.resolve(folder))) {
                for (Path jar :
                        jars.filter(file -> file.toString().endsWith(".jar")).toList()) {
                    read(jar, examples);
                }
            }
        }
        return examples;
    }

    private static void read(Path jar, Map<String, List<String>> examples) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList()) {
                Matcher file = FILE.matcher(entry.getName());
                if (file.matches()) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        new String(in.readAllBytes(), StandardCharsets.UTF_8)
                                .lines()
                                .map(String::strip)
                                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                                .forEach(line -> examples.computeIfAbsent(file.group(1), name -> new ArrayList<>())
                                        .add(line));
                    }
                }
            }
        }
    }
}
