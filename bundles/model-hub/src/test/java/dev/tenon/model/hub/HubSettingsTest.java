// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubSettingsTest {
    @TempDir
    private Path home;

    private HubSettings of(Map<String, String> environment) {
        return new HubSettings(environment, home, List.of());
    }

    @Test
    void readsWhatTheHubsClientReads() {
        HubSettings bare = of(Map.of());
        assertThat(bare.endpoint()).isEqualTo(URI.create("https://huggingface.co"));
        assertThat(bare.cache()).isEqualTo(home.resolve(".cache/huggingface/hub"));
        assertThat(bare.tokenFile()).isEqualTo(home.resolve(".cache/huggingface/token"));
        assertThat(bare.isOffline()).isFalse();
        HubSettings elsewhere = of(Map.of(
                "HF_ENDPOINT", "https://hub.example.org/hf/",
                "HF_HOME", "~/hf",
                "HF_HUB_OFFLINE", "yes",
                "HF_TOKEN_PATH", home.resolve("secret").toString()));
        assertThat(elsewhere.endpoint()).isEqualTo(URI.create("https://hub.example.org/hf"));
        assertThat(elsewhere.cache()).isEqualTo(home.resolve("hf/hub"));
        assertThat(elsewhere.tokenFile()).isEqualTo(home.resolve("secret"));
        assertThat(elsewhere.isOffline()).isTrue();
        assertThat(of(Map.of("XDG_CACHE_HOME", "/c", "HF_HUB_OFFLINE", "0")).cache())
                .isEqualTo(Path.of("/c/huggingface/hub"));
        assertThat(of(Map.of("HF_HUB_CACHE", "/k", "HF_HOME", "/h")).cache()).isEqualTo(Path.of("/k"));
    }

    @Test
    void takesATokenFromTheEnvironmentFirst() throws IOException {
        Files.writeString(home.resolve("token"), "hf_file\n");
        assertThat(of(Map.of("HF_HOME", home.toString())).token()).contains("hf_file");
        assertThat(of(Map.of("HF_HOME", home.toString(), "HF_TOKEN", " hf_set "))
                        .token())
                .contains("hf_set");
        assertThat(of(Map.of()).token()).isEmpty();
    }
}
