// SPDX-License-Identifier: Apache-2.0
package dev.tenon.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.catalog.format.Json;
import dev.tenon.generation.BootSet;
import dev.tenon.generation.GenerationStore;
import dev.tenon.generation.Home;
import dev.tenon.generation.HomeException;
import dev.tenon.generation.HomeLock;
import dev.tenon.generation.Member;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostTest {
    @TempDir
    Path folder;

    private Path distribution;

    @BeforeEach
    void emptyDistribution() throws IOException {
        distribution = folder.resolve("distribution");
        Files.createDirectories(distribution.resolve("bundles"));
        Files.writeString(distribution.resolve("bundles/boot.json"), Json.write(new BootSet("2.0.0", List.of())));
    }

    @Test
    void refusesATakenPort() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> Host.start(folder.resolve("home"), distribution, taken.getLocalPort()))
                    .isInstanceOf(HomeException.class)
                    .hasMessageContaining("127.0.0.1:" + taken.getLocalPort())
                    .hasMessageContaining("--port");
        }
    }

    @Test
    void refusesAHomeThatAnotherHostUses() throws IOException {
        Home home = Home.open(folder.resolve("home"));
        try (HomeLock other = HomeLock.take(home)) {
            assertThat(other).isNotNull();
            assertThatThrownBy(() -> Host.start(home.root(), distribution, 0))
                    .isInstanceOf(HomeException.class)
                    .hasMessageContaining("another host");
        }
    }

    @Test
    void refusesAnIncompleteDistribution() throws IOException {
        Files.delete(distribution.resolve("bundles/boot.json"));
        assertThatThrownBy(() -> Host.start(folder.resolve("home"), distribution, 0))
                .isInstanceOf(HomeException.class)
                .hasMessageContaining("unpack Tenon again");
    }

    @Test
    void freesTheHomeAfterAFailedStart() throws IOException {
        assertThatThrownBy(() -> Host.start(folder.resolve("home"), distribution, 0))
                .as("an empty distribution has no HTTP server")
                .isInstanceOf(HomeException.class)
                .hasMessageContaining("does not listen");
        HomeLock.take(Home.open(folder.resolve("home"))).close();
    }

    @Test
    void anotherDistributionReplacesItsOwnBundlesAndKeepsThePlugins() {
        Member http1 = member("http", "1.0.0", Member.Origin.DISTRIBUTION);
        Member http2 = member("http", "2.0.0", Member.Origin.DISTRIBUTION);
        Member gone = member("gone", "1.0.0", Member.Origin.DISTRIBUTION);
        Member calc1 = member("calc", "1.0.0", Member.Origin.DISTRIBUTION);
        Member calc3 = member("calc", "3.0.0", Member.Origin.MARKETPLACE);
        Member units = member("units", "1.0.0", Member.Origin.MARKETPLACE);
        List<Member> installed = List.of(http1, gone, calc3, units);
        assertThat(new BootSet("1", List.of(http1, gone, calc1)).under(installed, Host.VERSIONS))
                .as("a newer release stays")
                .isEqualTo(installed);
        assertThat(new BootSet("2", List.of(http2, calc1)).under(installed, Host.VERSIONS))
                .containsExactly(http2, calc3, units);
    }

    @Test
    void ofManyPluginsThoseThatTheDistributionCanDoWithoutMayWait() throws IOException {
        BootSet boot = new BootSet("1", List.of(member("http", "1.0.0", Member.Origin.DISTRIBUTION)));
        List<Member> members = new ArrayList<>(List.of(
                member("http", "2.0.0", Member.Origin.MARKETPLACE),
                member("calc", "1.0.0", Member.Origin.DISTRIBUTION)));
        for (int i = 0; i < Host.FEW; i++) {
            members.add(member("plugin" + i, "1.0.0", Member.Origin.MARKETPLACE));
        }
        GenerationStore store = new GenerationStore(Home.open(folder.resolve("home")));
        assertThat(Host.canWait(store.commit("few", members), boot)).isEmpty();
        members.add(member("one-more", "1.0.0", Member.Origin.FILE));
        assertThat(Host.canWait(store.commit("many", members), boot))
                .containsExactlyInAnyOrderElementsOf(members.subList(2, members.size()));
    }

    private static Member member(String name, String version, Member.Origin origin) {
        return new Member(
                name, version, "0".repeat(64), 1, origin, origin == Member.Origin.DISTRIBUTION ? "x.jar" : "");
    }
}
