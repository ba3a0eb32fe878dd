// SPDX-License-Identifier: Apache-2.0
package dev.tenon.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.catalog.format.Metatype;
import dev.tenon.catalog.format.PluginIds;
import dev.tenon.catalog.format.SettingKey;
import dev.tenon.catalog.format.SettingsSchema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** What ships says of each of its settings what an operator must know, and its README says the same. */
class MetatypeIT {
    private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| ([^|]*) \\| ([^|]*) \\| (.+) \\|");

    private record Shipped(String bundle, SettingsSchema schema) {}

    private static List<Shipped> shipped() throws Exception {
        List<Shipped> shipped = new ArrayList<>();
        for (String folder : List.of("bundles", "samples")) {
            try (Stream<Path> files = Files.list(Work.distribution().resolve(folder))) {
                for (Path jar :
                        files.filter(file -> file.toString().endsWith(".jar")).toList()) {
                    shipped.addAll(described(jar));
                }
            }
        }
        return shipped;
    }

    private static List<Shipped> described(Path file) throws Exception {
        List<Shipped> described = new ArrayList<>();
        try (JarFile jar = new JarFile(file.toFile())) {
            String bundle = jar.getManifest().getMainAttributes().getValue("Bundle-SymbolicName");
            for (ZipEntry entry : Collections.list(jar.entries())) {
                if (bundle.startsWith("dev.tenon.")
                        && entry.getName().startsWith(Metatype.FOLDER)
                        && !entry.isDirectory()) {
                    try (InputStream in = jar.getInputStream(entry)) {
                        Metatype.read(in).forEach(schema -> described.add(new Shipped(bundle, schema)));
                    }
                }
            }
        }
        return described;
    }

    @Test
    void saysOfEverySettingWhatItIs() throws Exception {
        List<Shipped> shipped = shipped();
        assertThat(shipped)
                .extracting(Shipped::bundle)
                .contains("dev.tenon.skill.faq", "dev.tenon.router.rules", "dev.tenon.http");
        for (Shipped one : shipped) {
            for (SettingKey key : one.schema().keys()) {
                String name = one.schema().pid() + "/" + key.key();
                assertThat(key.hasDefault()).as("default of " + name).isTrue();
                assertThat(key.meaning()).as("meaning of " + name).isNotBlank();
                assertThat(key.type() == SettingKey.Type.BOOLEAN || !key.unit().isEmpty())
                        .as("unit of " + name + ", at the end of its metatype's name, as in 'Largest file [bytes]'")
                        .isTrue();
            }
        }
    }

    @Test
    void saysTheSameInEachReadme() throws Exception {
        Map<String, Set<String>> keys = new TreeMap<>();
        for (Shipped one : shipped()) {
            one.schema().keys().forEach(key -> keys.computeIfAbsent(one.bundle(), bundle -> new TreeSet<>())
                    .add(key.key()));
        }
        for (Shipped one : shipped()) {
            Map<String, List<String>> rows = rows(readme(one.bundle()));
            assertThat(rows.keySet())
                    .as("settings in the README of " + one.bundle())
                    .isEqualTo(keys.get(one.bundle()));
            for (SettingKey key : one.schema().keys()) {
                String inForce = key.shape() == SettingKey.Shape.SINGLE
                        ? String.join("", key.defaults())
                        : String.join(", ", key.defaults());
                String empty = key.shape() == SettingKey.Shape.SINGLE ? "empty" : "none";
                assertThat(rows.get(key.key()))
                        .as("unit and default of " + one.bundle() + "/" + key.key())
                        .containsExactly(key.unit(), inForce.isEmpty() ? empty : inForce);
            }
        }
    }

    private static List<String> readme(String bundle) throws IOException {
        Path ours = Path.of("../../bundles", PluginIds.shortName(bundle));
        Path folder = Files.isDirectory(ours) ? ours : Path.of("../../framework", PluginIds.shortName(bundle));
        return Files.readAllLines(folder.resolve("README.md"));
    }

    /** Unit and default by key, of the tables whose head begins with {@code key}. */
    private static Map<String, List<String>> rows(List<String> lines) {
        Map<String, List<String>> rows = new TreeMap<>();
        boolean inTable = false;
        for (String line : lines) {
            inTable = line.startsWith("| key") || inTable && line.startsWith("|");
            Matcher row = ROW.matcher(line);
            if (inTable && row.matches()) {
                rows.put(
                        row.group(1), List.of(row.group(2).strip(), row.group(3).strip()));
            }
        }
        return rows;
    }
}
