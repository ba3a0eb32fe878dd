// SPDX-License-Identifier: Apache-2.0
package dev.tenon.it;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A plugin with one skill, {@link FixtureSkill} unless a test says otherwise, whose texts a test gives. */
final class SkillJar {
    private static final String COMPONENT = "OSGI-INF/skill.xml";

    private final String id;
    private final Class<?> code;
    private final Map<String, String> files = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();

    SkillJar(String id) {
        this(id, FixtureSkill.class);
    }

    SkillJar(String id, Class<?> code) {
        this.id = id;
        this.code = code;
        headers.put("Import-Package", "dev.tenon.api.skill;version=\"[1.0,2)\"");
        headers.put("Service-Component", COMPONENT);
        headers.put(
                "Require-Capability", "osgi.extender;filter:=\"(&(osgi.extender=osgi.component)(version>=1.5.0))\"");
        component("dev.tenon.api.skill.Skill");
        file("skills/steep/skill.properties", "summary=Steeps tea.\nlanguages=en\n");
        file("skills/steep/result.schema.json", "{\"type\": \"object\"}");
        schema("{\"type\": \"object\"}");
    }

    /** Makes its code a service of another type. */
    SkillJar component(String service) {
        return file(COMPONENT, """
                <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="%s">
                  <implementation class="%s"/>
                  <service><provide interface="%s"/></service>
                </scr:component>
                """.formatted(id, code.getName(), service));
    }

    SkillJar examples(String... requests) {
        return file("skills/steep/examples.en.txt", String.join("\n", requests) + "\n");
    }

    SkillJar schema(String json) {
        return file("skills/steep/arguments.schema.json", json);
    }

    /** Makes the skill claim that it understood this as {@code minutes}. */
    SkillJar understands(String minutes) {
        return file("understood.txt", minutes);
    }

    /** Sets a header of the manifest; an empty value leaves it out. */
    SkillJar header(String name, String value) {
        headers.put(name, value);
        headers.values().removeIf(String::isEmpty);
        return this;
    }

    SkillJar file(String name, String text) {
        files.put(name, text);
        return this;
    }

    /** Writes it into a folder. */
    Path write(Path folder) throws IOException {
        Manifest manifest = Jars.manifest(id, "1.0.0", headers);
        Path jar = folder.resolve(id + ".jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                put(out, file.getKey(), file.getValue().getBytes(StandardCharsets.UTF_8));
            }
            String entry = code.getName().replace('.', '/') + ".class";
            try (InputStream in = SkillJar.class.getResourceAsStream("/" + entry)) {
                put(out, entry, Objects.requireNonNull(in, entry).readAllBytes());
            }
        }
        return jar;
    }

    private static void put(JarOutputStream out, String name, byte[] bytes) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.write(bytes);
    }
}
