// SPDX-License-Identifier: Apache-2.0
package dev.tenon.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.generation.ContentStore;
import dev.tenon.generation.Generation;
import dev.tenon.generation.GenerationStore;
import dev.tenon.generation.Home;
import dev.tenon.generation.Member;
import dev.tenon.generation.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More plugins than a host waits for: it serves before they have started, and whoever asks for one of them waits. */
class ManyPluginsIT {
    private static final int PLUGINS = 300;
    private static final String LAST = "org.example.teapot";

    @TempDir
    Path folder;

    @Test
    void servesBeforeAllHaveStarted() throws Exception {
        Operator operator = new Operator(folder.resolve("home"));
        try (Up up = Up.start(operator, "--no-market")) {
            assertThat(up.terminate(5_000)).as(up.err()).isZero();
        }
        install(new Home(operator.home()));
        try (Up up = Up.start(operator, "--no-market")) {
            assertThat(Deaths.ask(up, "what is 6 * 7?")).contains("42");
            assertThat(Deaths.ask(up, "steep some oolong")).contains("steeped", LAST);
            assertThat(log(operator))
                    .containsSubsequence(
                            (PLUGINS + 1) + " plugins start while the host serves", "All plugins have started");
            assertThat(operator.tenon("trace").done().out()).contains("steep some oolong");
            assertThat(operator.tenon("doctor", "--json").done().json().toString())
                    .doesNotContain("still to start");
            assertThat(up.terminate(5_000)).as(up.err()).isZero();
        }
        try (Up up = Up.start(operator, "--no-market")) {
            assertThat(up.terminate(5_000))
                    .as("stopped while plugins start: %s", up.err())
                    .isZero();
        }
    }

    /** As if they had been installed one by one; the one that answers starts last. */
    private void install(Home home) throws IOException {
        GenerationStore store = new GenerationStore(home);
        Generation now = store.current().orElseThrow();
        List<Member> members = new ArrayList<>(now.members());
        for (int i = 0; i < PLUGINS; i++) {
            String id = "org.example.idle.p" + i;
            members.add(member(home, id, new SkillJar(id).examples("nobody asks for number " + i)));
        }
        members.add(member(home, LAST, new SkillJar(LAST, HungrySkill.class).examples("steep some oolong")));
        store.commit("many plugins", members);
    }

    private Member member(Home home, String id, SkillJar skill) throws IOException {
        Path jar = skill.write(folder);
        String sha256 = Sha256.of(jar);
        try (InputStream in = Files.newInputStream(jar)) {
            new ContentStore(home).put(in, sha256, Files.size(jar), bytes -> {});
        }
        return new Member(id, "1.0.0", sha256, Files.size(jar), Member.Origin.MARKETPLACE, "");
    }

    private static String log(Operator operator) throws IOException {
        return Files.readString(operator.home().resolve("log/host.log"));
    }
}
