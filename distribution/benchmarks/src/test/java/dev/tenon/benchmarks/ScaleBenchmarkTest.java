// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.catalog.format.Release;
import dev.tenon.generation.Generation;
import dev.tenon.generation.GenerationStore;
import dev.tenon.generation.Home;
import dev.tenon.generation.HomeJudge;
import dev.tenon.generation.Member;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScaleBenchmarkTest {
    @TempDir
    Path folder;

    @Test
    void bothFiguresCount() {
        assertThat(ScaleBenchmark.met(Map.of("warm_restart_s", 2.5, "resolve_ms", 50.0)))
                .isTrue();
        assertThat(ScaleBenchmark.met(Map.of("warm_restart_s", 2.6, "resolve_ms", 50.0)))
                .isFalse();
        assertThat(ScaleBenchmark.met(Map.of("warm_restart_s", 2.5))).isFalse();
    }

    @Test
    void generatesDistinctReleasesInChainsOfThree() {
        List<Release> releases = ManyReleases.index(30).releases();
        assertThat(releases).extracting(Release::sha256).doesNotHaveDuplicates().hasSize(30);
        assertThat(releases)
                .extracting(Release::id)
                .containsOnly(
                        ManyReleases.id(0),
                        ManyReleases.id(1),
                        ManyReleases.id(2),
                        ManyReleases.id(3),
                        ManyReleases.id(4),
                        ManyReleases.id(5));
        assertThat(releases)
                .filteredOn(release -> release.requirements().size() == 1)
                .extracting(Release::id)
                .containsOnly(ManyReleases.id(2), ManyReleases.id(5));
    }

    @Test
    void generatedPluginsLieWholeInTheHome() throws IOException {
        Home home = Home.open(folder);
        GenerationStore store = new GenerationStore(home);
        store.commit("first start", List.of());
        ManyPlugins.into(home, 3);
        Generation now = store.current().orElseThrow();
        assertThat(now.members())
                .extracting(Member::sha256)
                .doesNotHaveDuplicates()
                .hasSize(3);
        HomeJudge judge = new HomeJudge();
        judge.look(home, 2, 0, "");
        assertThat(judge.torn()).isEmpty();
    }
}
