// SPDX-License-Identifier: Apache-2.0
package dev.tenon.verifier;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes jars for tests, good ones and others. */
public final class PluginJar {
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    private PluginJar() {}

    /** A plugin with one skill that passes every check. */
    public static PluginJar of(String id, String version) {
        PluginJar jar = new PluginJar();
        String last = id.substring(id.lastIndexOf('.') + 1);
        jar.header("Manifest-Version", "1.0")
                .header("Bundle-ManifestVersion", "2")
                .header("Bundle-SymbolicName", id)
                .header("Bundle-Version", version)
                .header("Bundle-License", "Apache-2.0")
                .header("Import-Package", "dev.tenon.api.skill;version=\"[1.0,2)\"")
                .header("Require-Capability", "tenon.host;filter:=\"(&(version>=1.0)(!(version>=2.0)))\"")
                .header("Provide-Capability", capability(id, last, "Answers about " + last + "."))
                .entry("icon.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 8 8\"/>")
                .entry("docs.md", "# " + last + "\n\nHow it works.\n")
                .entry("skills/" + last + "/skill.properties", "summary=Answers about " + last + ".\nlanguages=en,zh\n")
                .entry("skills/" + last + "/examples.en.txt", "# requests\ntell me about " + last + "\n")
                .entry("skills/" + last + "/examples.zh.txt", "请介绍一下" + last + "\n")
                .entry("skills/" + last + "/arguments.schema.json", "{\"type\":\"object\"}")
                .entry("skills/" + last + "/result.schema.json", "{\"type\":\"object\"}");
        return jar;
    }

    /** The capability that {@code @TenonPlugin} writes. */
    public static String capability(String id, String name, String summary) {
        return "tenon.plugin;effective:=tenon;tenon.plugin=\"" + id + "\";name=\"" + name + "\";summary=\"" + summary
                + "\";categories:List<String>=\"skill\";permissions:List<String>=\"network:example.org\";"
                + "icon=\"icon.svg\";docs=\"docs.md\"";
    }

    /** Sets a header of the manifest. */
    public PluginJar header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** Leaves a header out. */
    public PluginJar without(String headerOrEntry) {
        headers.remove(headerOrEntry);
        entries.remove(headerOrEntry);
        return this;
    }

    /** Adds a file. */
    public PluginJar entry(String name, String text) {
        return entry(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a file. */
    public PluginJar entry(String name, byte[] bytes) {
        entries.put(name, bytes);
        return this;
    }

    /** Writes the jar and gives its path back. */
    public Path write(Path file) {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            Manifest manifest = new Manifest();
            headers.forEach((name, value) -> manifest.getMainAttributes().put(new Attributes.Name(name), value));
            zip.putNextEntry(entryAt("META-INF/MANIFEST.MF"));
            manifest.write(zip);
            zip.closeEntry();
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(entryAt(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    /** Random-looking bytes that do not compress, for large jars. */
    public static byte[] noise(int size) {
        byte[] bytes = new byte[size];
        CRC32 crc = new CRC32();
        for (int i = 0; i < size; i++) {
            crc.update(i);
            bytes[i] = (byte) crc.getValue();
        }
        return bytes;
    }

    private static ZipEntry entryAt(String name) {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(0);
        return entry;
    }
}
