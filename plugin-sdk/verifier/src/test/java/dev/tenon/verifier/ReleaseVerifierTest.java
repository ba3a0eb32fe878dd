// SPDX-License-Identifier: Apache-2.0
package dev.tenon.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.EmbeddedResource;
import aQute.bnd.osgi.Jar;
import dev.tenon.catalog.format.Clause;
import dev.tenon.catalog.format.Release;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseVerifierTest {
    @TempDir
    Path folder;

    @Test
    void readsAJarThatBndBuilt() throws Exception {
        Verdict verdict = new ReleaseVerifier().verify(builtByBnd());

        assertThat(verdict.findings()).isEmpty();
        Release release = verdict.release().orElseThrow();
        assertThat(release.id()).isEqualTo("org.example.tides");
        assertThat(release.version()).isEqualTo("1.2.3");
        assertThat(release.name()).isEqualTo("Tides");
        assertThat(release.categories()).containsExactly("skill");
        assertThat(release.permissions()).containsExactly("network:tides.example.org", "exec");
        assertThat(release.sha256()).hasSize(64);
        assertThat(release.skills()).singleElement().satisfies(skill -> {
            assertThat(skill.examples()).containsOnlyKeys("en", "zh");
            assertThat(skill.examples().get("zh")).containsExactly("什么时候涨潮？");
        });
        assertThat(verdict.icon().orElseThrow().mediaType()).isEqualTo("image/svg+xml");
        assertThat(verdict.docs()).contains("# Tides");
    }

    @Test
    void keepsTheTypesOfAttributes() throws Exception {
        Path jar = plugin().header(
                        "Provide-Capability",
                        PluginJar.capability("org.example.tides", "Tides", "Says it.")
                                + ",tenon.model;effective:=tenon;bytes:Long=12;share:Double=\"0.5\";"
                                + "version:Version=\"2.1\";labels:List<String>=\"a\\,b,c\"")
                .write(folder.resolve("a.jar"));

        Clause model = new ReleaseVerifier()
                .verify(jar).release().orElseThrow().capabilities().stream()
                        .filter(clause -> clause.namespace().equals("tenon.model"))
                        .findFirst()
                        .orElseThrow();

        assertThat(model.attributes())
                .containsAllEntriesOf(Map.of(
                        "bytes", new Clause.Value("Long", "12"),
                        "share", new Clause.Value("Double", "0.5"),
                        "version", new Clause.Value("Version", "2.1.0"),
                        "labels", new Clause.Value("List<String>", "a\\,b,c")));
        assertThat(Clauses.items(model, "labels")).containsExactly("a,b", "c");
        assertThat(model.directives()).containsEntry("effective", "tenon");
    }

    @Test
    void refusesWhatIsNoJar() throws Exception {
        assertThat(codes(Files.writeString(folder.resolve("a.jar"), "hello"))).containsExactly("not-a-jar");
        assertThat(codes(Files.createFile(folder.resolve("b.jar")))).containsExactly("not-a-jar");
    }

    @Test
    void refusesATruncatedJarWhereverItWasCut() throws Exception {
        byte[] whole = Files.readAllBytes(plugin().write(folder.resolve("a.jar")));
        for (int cut = 4; cut < whole.length; cut += 97) {
            Path part = Files.write(folder.resolve("part.jar"), java.util.Arrays.copyOf(whole, cut));
            assertThat(codes(part)).as("cut at %d of %d", cut, whole.length).containsExactly("truncated");
        }
    }

    @Test
    void neverPassesADamagedJar() throws Exception {
        Path jar = plugin().entry("weights.bin", PluginJar.noise(5000)).write(folder.resolve("a.jar"));
        byte[] whole = Files.readAllBytes(jar);
        int at = new String(whole, StandardCharsets.ISO_8859_1).indexOf("weights.bin") + 2000;
        whole[at] ^= 0x40;
        assertThat(codes(Files.write(jar, whole))).containsExactly("damaged");
    }

    @Test
    void refusesABombAndClimbingNames() throws Exception {
        assertThat(codes(plugin().entry("zeros.bin", new byte[8 << 20]).write(folder.resolve("a.jar"))))
                .containsExactly("zip-bomb");
        Path many = plugin().entry("x", "1").entry("y", "2").write(folder.resolve("b.jar"));
        assertThat(new ReleaseVerifier(new Limits(5, 1 << 20, 200)).verify(many).findings())
                .extracting(Finding::code)
                .containsExactly("zip-bomb");
        assertThat(codes(plugin().entry("../evil", "1").write(folder.resolve("c.jar"))))
                .containsExactly("unsafe-entry");
        assertThat(codes(plugin().entry("/etc/evil", "1").write(folder.resolve("d.jar"))))
                .containsExactly("unsafe-entry");
    }

    @Test
    void refusesAJarThatIsNoBundle() throws Exception {
        assertThat(codes(plugin().without("Bundle-SymbolicName").write(folder.resolve("a.jar"))))
                .containsExactly("no-bundle");
        for (String broken : List.of(";;;=\"", "java.util org.osgi", "org.osgi.framework;version=\"[1\"")) {
            assertThat(codes(plugin().header("Import-Package", broken).write(folder.resolve("b.jar"))))
                    .as(broken)
                    .containsExactly("no-bundle");
        }
    }

    @Test
    void wantsExactlyOnePluginOfItsOwnName() throws Exception {
        String mine = PluginJar.capability("org.example.tides", "Tides", "Says it.");
        assertThat(codes(plugin().without("Provide-Capability").write(folder.resolve("a.jar"))))
                .containsExactly("not-a-plugin");
        assertThat(codes(plugin().header("Provide-Capability", mine + "," + mine.replace("Tides", "Waves"))
                        .write(folder.resolve("b.jar"))))
                .containsExactly("several-plugins");
        assertThat(codes(plugin().header("Provide-Capability", mine.replace("org.example.tides", "org.example.waves"))
                        .write(folder.resolve("c.jar"))))
                .containsExactly("id-mismatch");
        assertThat(codes(plugin().header(
                                "Provide-Capability",
                                mine.replace("Says it.", "x".repeat(201))
                                        .replace("\"skill\"", "\"game\"")
                                        .replace("network:", "net:"))
                        .write(folder.resolve("d.jar"))))
                .containsExactly("bad-plugin", "bad-plugin", "bad-plugin");
        assertThat(codes(plugin().header("Provide-Capability", mine.replace("effective:=tenon;", ""))
                        .write(folder.resolve("e.jar"))))
                .containsExactly("not-effective");
    }

    @Test
    void wantsMemoryThatAPluginCanHave() throws Exception {
        String mine = PluginJar.capability("org.example.tides", "Tides", "Says it.");
        assertThat(codes(plugin().header("Provide-Capability", mine + ";memory:Long=512")
                        .write(folder.resolve("e.jar"))))
                .isEmpty();
        for (String memory : List.of("0", "16", "99999999999", "-5")) {
            assertThat(codes(plugin().header("Provide-Capability", mine + ";memory:Long=" + memory)
                            .write(folder.resolve("f.jar"))))
                    .containsExactly("bad-plugin");
        }
    }

    @Test
    void letsOnlyItsOwnPluginsBeVariantsOfAModel() throws Exception {
        String mine = PluginJar.capability("org.example.tides", "Tides", "Says it.");
        String variant = mine + ",tenon.model;effective:=tenon;tenon.model=t;variant=w8a8-cpu;of=\"%s\"";
        assertThat(codes(plugin().header("Provide-Capability", String.format(variant, "org.example"))
                        .write(folder.resolve("a.jar"))))
                .isEmpty();
        for (String other : List.of("org.other.model", "org.example.tid", "org.exam")) {
            assertThat(codes(plugin().header("Provide-Capability", String.format(variant, other))
                            .write(folder.resolve("b.jar"))))
                    .as(other)
                    .containsExactly("foreign-variant");
        }
    }

    @Test
    void wantsThreeNumbersAndAHost() throws Exception {
        for (String version : List.of("1.0", "1.0.0.SNAPSHOT", "1.0.0-beta", "one")) {
            assertThat(codes(plugin().header("Bundle-Version", version).write(folder.resolve("a.jar"))))
                    .as(version)
                    .containsAnyOf("bad-version", "no-bundle");
        }
        for (String version : List.of("1.0.0.beta", "01.0.0", "1.00.0")) {
            assertThat(codes(plugin().header("Bundle-Version", version).write(folder.resolve("a.jar"))))
                    .as("%s, which may be the same version as another text", version)
                    .containsExactly("bad-version");
        }
        assertThat(codes(plugin().without("Require-Capability").write(folder.resolve("b.jar"))))
                .containsExactly("no-host");
    }

    @Test
    void allowsImportsOfThePlatformOnly() throws Exception {
        assertThat(
                        codes(
                                importing(
                                        "org.example.tides",
                                        "java.util,javax.net,org.osgi.framework,org.slf4j,"
                                                + "dev.tenon.api.skill,jakarta.servlet.http,ai.onnxruntime,com.sun.management,oshi.hardware,org.example.maybe;resolution:=optional")))
                .isEmpty();
        for (String name : List.of(
                "dev.tenon.admin",
                "dev.tenon.runtime",
                "dev.tenon.media",
                "dev.tenon.admin;resolution:=optional",
                "com.fasterxml.jackson.databind",
                "org.slf4jx",
                "dev.tenon.apix")) {
            assertThat(codes(importing("org.example.tides", name))).as(name).containsExactly("forbidden-import");
        }
        assertThat(codes(importing("dev.tenon.tides", "dev.tenon.media,dev.tenon.runtime")))
                .isEmpty();
    }

    @Test
    void refusesHeadersThatWireBundlesTogether() throws Exception {
        assertThat(codes(plugin().header("Require-Bundle", "org.example.waves").write(folder.resolve("a.jar"))))
                .containsExactly("forbidden-header");
        assertThat(codes(plugin().header("Fragment-Host", "org.example.waves").write(folder.resolve("b.jar"))))
                .containsExactly("forbidden-header");
        assertThat(codes(plugin().header("DynamicImport-Package", "*").write(folder.resolve("c.jar"))))
                .containsExactly("forbidden-header");
        assertThat(codes(plugin().header("Bundle-SymbolicName", "org.example.tides;singleton:=true")
                        .write(folder.resolve("d.jar"))))
                .containsExactly("forbidden-header");
    }

    @Test
    void wantsWholeSkillFolders() throws Exception {
        for (String file : List.of(
                "skill.properties",
                "examples.en.txt",
                "examples.zh.txt",
                "arguments.schema.json",
                "result.schema.json")) {
            assertThat(codes(plugin().without("skills/tides/" + file).write(folder.resolve("a.jar"))))
                    .as(file)
                    .isNotEmpty()
                    .containsOnly("incomplete-skill");
        }
        for (String schema : List.of("[]", "{", "")) {
            assertThat(codes(plugin().entry("skills/tides/result.schema.json", schema)
                            .write(folder.resolve("b.jar"))))
                    .as(schema)
                    .containsExactly("incomplete-skill");
        }
        assertThat(codes(plugin().entry("skills/tides/examples.en.txt", "# none\n")
                        .write(folder.resolve("c.jar"))))
                .containsExactly("incomplete-skill");
    }

    @Test
    void wantsTheIconAndPageThatTheManifestNames() throws Exception {
        assertThat(codes(plugin().without("icon.svg").without("docs.md").write(folder.resolve("a.jar"))))
                .containsExactly("bad-icon", "bad-docs");
        assertThat(codes(plugin().entry("icon.svg", "plain")
                        .entry("docs.md", new byte[] {(byte) 0xff, 'a'})
                        .write(folder.resolve("b.jar"))))
                .containsExactly("bad-icon", "bad-docs");
        assertThat(codes(plugin().entry("docs.md", PluginJar.noise(300 << 10)).write(folder.resolve("c.jar"))))
                .containsExactly("bad-docs");
    }

    @Test
    void refusesClassesThatJava17CannotLoad() throws Exception {
        byte[] java21 = {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0, 0, 65, 0, 0};
        assertThat(codes(plugin().entry("org/example/A.class", java21).write(folder.resolve("a.jar"))))
                .containsExactly("class-version");
        assertThat(codes(plugin().entry("META-INF/versions/21/org/example/A.class", java21)
                        .write(folder.resolve("b.jar"))))
                .isEmpty();
        Path nested = plugin().entry("org/example/A.class", java21).write(folder.resolve("nested.jar"));
        assertThat(codes(plugin().header("Bundle-ClassPath", ".,lib/a.jar")
                        .entry("lib/a.jar", Files.readAllBytes(nested))
                        .write(folder.resolve("c.jar"))))
                .containsExactly("class-version");
    }

    @Test
    void saysHowToMendEveryFinding() throws Exception {
        assertThat(new ReleaseVerifier()
                        .verify(plugin().header("Bundle-Version", "1").write(folder.resolve("a.jar")))
                        .findings())
                .singleElement()
                .extracting(Finding::line)
                .isEqualTo("the Bundle-Version '1' is not three numbers:"
                        + " such as 1.0.0, without a qualifier, -SNAPSHOT or leading zeros");
    }

    private Path importing(String id, String packages) {
        return PluginJar.of(id, "1.0.0").header("Import-Package", packages).write(folder.resolve("import.jar"));
    }

    private static PluginJar plugin() {
        return PluginJar.of("org.example.tides", "1.0.0");
    }

    private static List<String> codes(Path jar) throws Exception {
        return new ReleaseVerifier()
                .verify(jar).findings().stream().map(Finding::code).toList();
    }

    private Path builtByBnd() throws Exception {
        Path file = folder.resolve("tides.jar");
        try (Builder builder = new Builder()) {
            builder.addClasspath(Path.of("target/test-classes").toFile());
            builder.addClasspath(Path.of(dev.tenon.api.lifecycle.TenonPlugin.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toFile());
            builder.set("Bundle-SymbolicName", "org.example.tides");
            builder.set("Bundle-Version", "1.2.3");
            builder.set("Private-Package", "dev.tenon.verifier.fixture.tides");
            builder.set("-plugin.tenon", PluginCheck.class.getName());
            try (Jar jar = builder.build()) {
                put(jar, "icon.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
                put(jar, "docs.md", "# Tides");
                put(jar, "skills/tides/skill.properties", "summary=Says it.\nlanguages=en, zh");
                put(jar, "skills/tides/examples.en.txt", "when is high tide?");
                put(jar, "skills/tides/examples.zh.txt", "什么时候涨潮？");
                put(jar, "skills/tides/arguments.schema.json", "{}");
                put(jar, "skills/tides/result.schema.json", "{}");
                jar.write(file.toFile());
            }
            assertThat(builder.getErrors()).isEmpty();
        }
        return file;
    }

    private static void put(Jar jar, String path, String text) {
        jar.putResource(path, new EmbeddedResource(text, 0L));
    }
}
