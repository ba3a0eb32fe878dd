// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.admin.Change.Action;
import dev.tenon.runtime.Offers.Offer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a disabled plugin could answer is known from its bundle, whether or not a marketplace has it. */
class DisabledSkillsTest {
    private static final String ZODIAC = "org.example.skill.zodiac";

    @TempDir
    Path folder;

    private TestHost host;
    private OfferedSkills skills;

    @BeforeEach
    void start() throws Exception {
        host = new TestHost(folder);
        skills = new OfferedSkills(host.context(), host.market);
        host.market.offer(ZODIAC, "1.0.0", jar());
        host.done(Action.INSTALL, ZODIAC);
    }

    @AfterEach
    void stop() throws Exception {
        host.close();
    }

    @Test
    void namesTheSkillsOfADisabledPluginAsLongAsItIsDisabled() {
        assertThat(skills.disabled()).isEmpty();
        host.done(Action.DISABLE, ZODIAC);
        assertThat(skills.offers()).isEmpty();
        assertThat(skills.disabled())
                .containsExactly(new Offer(
                        ZODIAC,
                        "skill-zodiac",
                        "Plugin",
                        "sign",
                        "Names signs.",
                        Map.of(
                                Locale.ENGLISH, List.of("which sign is 3 May"),
                                Locale.CHINESE, List.of("五月三日是什么星座")),
                        List.of()));
        host.done(Action.ENABLE, ZODIAC);
        assertThat(skills.disabled()).isEmpty();
    }

    /** A plugin with one skill that can be read, and one that cannot. */
    private static byte[] jar() throws IOException {
        Map<String, String> files = new TreeMap<>(Map.of(
                "skills/", "",
                "skills/sign/", "",
                "skills/sign/skill.properties", "summary=Names signs.\nlanguages=en,zh\n",
                "skills/sign/examples.en.txt", "# one a line\n\nwhich sign is 3 May\n",
                "skills/sign/examples.zh.txt", "五月三日是什么星座\n",
                "skills/broken/", "",
                "skills/broken/skill.properties", "summary=\\u12\n"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JarInputStream plain = new JarInputStream(new ByteArrayInputStream(Market.jar(ZODIAC, "1.0.0")));
                JarOutputStream jar = new JarOutputStream(out, plain.getManifest())) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                jar.putNextEntry(new JarEntry(file.getKey()));
                jar.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                jar.closeEntry();
            }
        }
        return out.toByteArray();
    }
}
