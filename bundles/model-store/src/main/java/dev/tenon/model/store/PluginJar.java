// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** A plugin without code: a manifest, a page about it and files. The same content gives the same bytes. */
final class PluginJar {
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);
    private static final String ABOUT = "about.md";

    private final Manifest manifest = new Manifest();
    private final StringJoiner provided = new StringJoiner(",");
    private final StringJoiner required = new StringJoiner(",");
    private final Map<String, Path> files = new LinkedHashMap<>();
    private final String about;

    /**
     * A plugin of the category model.
     *
     * @param id its Bundle-SymbolicName
     * @param version three numbers
     * @param name for people
     * @param summary one sentence
     * @param license SPDX expression or phrase
     * @param about its page, Markdown
     */
    PluginJar(String id, String version, String name, String summary, String license, String about) {
        this.about = about;
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", id);
        main.putValue("Bundle-Version", version);
        main.putValue("Bundle-Name", line(name));
        main.putValue("Bundle-Description", line(summary));
        main.putValue("Bundle-License", line(license).replaceAll("[,;\"]", " "));
        provided.add("tenon.plugin;effective:=tenon;tenon.plugin=" + quoted(id) + ";name=" + quoted(name) + ";summary="
                + quoted(summary) + ";categories:List<String>=model;docs=" + quoted(ABOUT));
        required.add("tenon.host;filter:=\"(&(version>=1.0)(!(version>=2.0)))\"");
    }

    /** Adds a clause that the resolver of plugins alone reads. */
    PluginJar provides(String clause) {
        provided.add(clause + ";effective:=tenon");
        return this;
    }

    /** Adds a requirement that the resolver of plugins alone reads. */
    PluginJar requires(String namespace, String filter) {
        required.add(namespace + ";filter:=\"" + filter + "\";effective:=tenon");
        return this;
    }

    /** Adds a file. */
    PluginJar with(String entry, Path file) {
        files.put(entry, file);
        return this;
    }

    /** Writes it. */
    void write(Path jar) throws IOException {
        manifest.getMainAttributes().putValue("Provide-Capability", provided.toString());
        manifest.getMainAttributes().putValue("Require-Capability", required.toString());
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            begin(out, JarFile.MANIFEST_NAME);
            manifest.write(out);
            begin(out, ABOUT);
            out.write(about.getBytes(StandardCharsets.UTF_8));
            for (Map.Entry<String, Path> each : files.entrySet()) {
                begin(out, each.getKey());
                Files.copy(each.getValue(), out);
            }
        }
    }

    private static void begin(JarOutputStream out, String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(TIME);
        out.putNextEntry(entry);
    }

    private static String line(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    /** As a value of a manifest's clause (OSGi Core 8, §1.3.2). */
    static String quoted(String text) {
        return '"' + line(text).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
