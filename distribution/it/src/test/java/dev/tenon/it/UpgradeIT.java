// SPDX-License-Identifier: Apache-2.0
package dev.tenon.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A newer Tenon takes over a home with ten plugins; one that does not serve gives it back. */
class UpgradeIT {
    private static final String CALC = "dev.tenon.skill.calc";
    private static final List<String> OURS =
            List.of("skill-units", "skill-price", "skill-number-base", "skill-color", "skill-regex");
    private static final List<String> STRANGERS =
            IntStream.rangeClosed(1, 5).mapToObj(i -> "org.example.teapot" + i).toList();

    @TempDir
    Path folder;

    private Operator operator;

    @Test
    void tenPluginsComeAlongAndAFailureGivesTheHomeBack() throws Exception {
        operator = new Operator(folder.resolve("home"));
        try (Up up = Up.start(operator)) {
            for (String plugin : OURS) {
                operator.tenon("plugin", "install", plugin).done();
            }
            for (String plugin : STRANGERS) {
                Path jar = new SkillJar(plugin).examples("steep tea " + plugin).write(folder);
                operator.tenon("plugin", "install", jar.toString(), "--unsigned")
                        .done();
            }
            checkServes("1.0.0");
            assertThat(up.terminate(10_000)).isZero();
        }

        Path hanging = NewDistribution.in(folder.resolve("hanging"), "1.1.0", CALC, "1.0.1", hanging());
        try (Up up = Up.upgrade(operator, hanging, "--upgrade-limit", "4")) {
            assertThat(up.err())
                    .contains("the upgrade to 1.1.0 is taken back, because it does not serve within 4 s")
                    .contains("the one before starts again");
            checkServes("1.0.0");
            assertThat(up.terminate(10_000)).isZero();
        }

        Path unmet = NewDistribution.in(
                folder.resolve("unmet"),
                "1.1.1",
                CALC,
                "1.0.1",
                bundle("unmet", Map.of("Import-Package", "org.example.nowhere")));
        try (Up up = Up.upgrade(operator, unmet)) {
            assertThat(up.err()).contains("the upgrade to 1.1.1 is refused, the home is as it was: " + CALC);
            checkServes("1.0.0");
            assertThat(up.terminate(10_000)).isZero();
        }

        Path headless = NewDistribution.in(folder.resolve("headless"), "1.1.2", CALC, "1.0.1", hanging());
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(headless.resolve("lib/host"), "*.jar")) {
            for (Path jar : jars) {
                Files.delete(jar);
            }
        }
        try (Up up = Up.upgrade(operator, headless)) {
            assertThat(up.err()).contains("the new Tenon died before it served", "the one before starts again");
            checkServes("1.0.0");
            assertThat(up.terminate(10_000)).isZero();
        }

        Path sound = NewDistribution.in(
                folder.resolve("sound"),
                "1.1.3",
                CALC,
                "1.0.2",
                Jars.newer(folder, "tenon-skill-calc", "1.0.2", (name, content) -> content));
        try (Up up = Up.upgrade(operator, sound)) {
            assertThat(up.err()).contains("upgraded; from now on start it with " + sound.toRealPath());
            checkServes("1.0.2");
            assertThat(operator.tenon("plugin", "history").done().out()).contains("upgrade to 1.1.3");
            assertThat(up.terminate(10_000)).isZero();
        }
    }

    @Test
    void saysWhatIsWrongWithTheFolder() throws Exception {
        operator = new Operator(folder.resolve("home"));
        operator.tenon("upgrade", folder.resolve("nowhere").toString()).refused("is no unpacked Tenon");
        operator.tenon("upgrade", Work.distribution().toString()).refused("is this Tenon itself");
        Operator.Said without = operator.tenon("upgrade");
        assertThat(without.status()).isEqualTo(2);
        assertThat(without.err()).contains("name the folder of the new, unpacked Tenon");
    }

    private void checkServes(String calc) throws IOException, InterruptedException {
        String list = operator.tenon("plugin", "list").done().out();
        assertThat(list).containsPattern("skill-calc +" + calc + " +active").doesNotContain("left out", "not resolve");
        OURS.forEach(plugin -> assertThat(list).containsPattern(plugin + " +1.0.0 +active"));
        STRANGERS.forEach(plugin ->
                assertThat(list).containsPattern(plugin.replace("org.example.", "") + " +1.0.0 +active, unsigned"));
        assertThat(operator.ask("what is 6 * 7?").done().out()).contains("42");
        assertThat(operator.ask("how many miles are 42.195 km?").done().out()).contains("26.2");
    }

    private Path hanging() throws IOException {
        return bundle(
                "hanging",
                Map.of("Bundle-Activator", HangingActivator.class.getName(), "Import-Package", "org.osgi.framework"));
    }

    /** A calculator that is nothing but a manifest and an activator. */
    private Path bundle(String file, Map<String, String> headers) throws IOException {
        Manifest manifest = Jars.manifest(CALC, "1.0.1", headers);
        manifest.getMainAttributes().put(new Attributes.Name("Bundle-Name"), "Calculator");
        Path jar = folder.resolve(file + ".jar");
        String entry = HangingActivator.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                InputStream in = UpgradeIT.class.getResourceAsStream("/" + entry)) {
            out.putNextEntry(new JarEntry(entry));
            out.write(Objects.requireNonNull(in).readAllBytes());
        }
        return jar;
    }
}
