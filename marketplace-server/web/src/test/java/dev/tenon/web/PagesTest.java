// SPDX-License-Identifier: Apache-2.0
package dev.tenon.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.catalog.format.Index;
import dev.tenon.catalog.format.Release;
import dev.tenon.catalog.format.SkillEntry;
import dev.tenon.search.Catalogue;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PagesTest {
    private static final String EVIL = "<script>alert('\"&')</script>";
    private static final String ESCAPED = "&lt;script&gt;alert(&#39;&quot;&amp;&#39;)&lt;/script&gt;";

    private final Catalogue catalogue = new Catalogue(new Index(
            1,
            "2026-11-23T12:00:00Z",
            List.of(new Release(
                    "org.example.tides",
                    "1.0.0",
                    EVIL,
                    EVIL,
                    EVIL,
                    List.of("skill", EVIL),
                    List.of("network:" + EVIL, "exec"),
                    "a".repeat(64),
                    2_400_000,
                    "2026-11-23T12:00:00Z",
                    EVIL,
                    List.of(),
                    List.of(),
                    List.of(new SkillEntry(
                            "tides", EVIL, Map.of("en", List.of(EVIL), "zh", List.of("什么时候涨潮？")), List.of()))))));

    @Test
    void escapesWhateverAnAuthorOrVisitorWrites() {
        for (Messages words : List.of(Messages.ENGLISH, Messages.CHINESE)) {
            for (String query : List.of("", EVIL)) {
                Visit visit = new Visit("/", query, query, words, true);
                String list = Layout.page(visit, EVIL, new ListPage(catalogue, visit).draw())
                        .markup();
                assertThat(list).doesNotContain("<script").contains(ESCAPED).doesNotContain("${", "#{");
            }
            String page = plugin(words, Optional.of(EVIL + "\n\n[x](javascript:alert(1))"));
            assertThat(page)
                    .doesNotContain("<script", "javascript:")
                    .contains(ESCAPED)
                    .doesNotContain("${", "#{");
        }
    }

    @Test
    void showsWhatOneDecidesBy() {
        assertThat(plugin(Messages.ENGLISH, Optional.of("# Tides")))
                .contains(
                        "declared, not yet enforced",
                        "starts other programs",
                        "./tenon plugin install tides",
                        "href=\"http://127.0.0.1:7070/console/#/install/org.example.tides\"",
                        "2.4 MB",
                        "2026-11-23",
                        "/blobs/sha256/" + "a".repeat(64));
        assertThat(plugin(Messages.CHINESE, Optional.empty()))
                .contains("什么时候涨潮？", "declared, not yet enforced", "尚未强制执行")
                .doesNotContain("class=\"docs\"");
    }

    @Test
    void saysTheSameInBothLanguages() {
        assertThat(Messages.CHINESE.keys()).isEqualTo(Messages.ENGLISH.keys());
    }

    @Test
    void carriesAChosenLanguageAndTheSearchAlong() {
        Visit visit = new Visit("/", "潮 汐", "skill", Messages.CHINESE, true);
        assertThat(visit.link("/plugins/a.b")).isEqualTo("/plugins/a.b?lang=zh");
        assertThat(visit.inOtherLanguage()).isEqualTo("/?q=%E6%BD%AE+%E6%B1%90&category=skill&lang=en");
        assertThat(new Visit("/", "", "", Messages.ENGLISH, false).link("/")).isEqualTo("/");
        String list = new ListPage(catalogue, visit).draw().markup();
        assertThat(list).contains("name=\"lang\" value=\"zh\"", "name=\"category\" value=\"skill\"");
    }

    @Test
    void drawsMarkdownWithoutAnythingThatABrowserWouldFetchOrRun() {
        String html = Markdown.render(
                        "# Tides\n\n## Use\n\n![chart](https://evil.example/x.png)"
                                + " <img src=x onerror=alert(1)> [d](data:text/html,x) [w](https://example.org)",
                        "Tides")
                .markup();
        assertThat(html)
                .doesNotContain("<img", "data:text")
                .contains(
                        "<h4>Use</h4>",
                        "href=\"https://evil.example/x.png\">chart</a>",
                        "rel=\"nofollow noopener noreferrer\" href=\"https://example.org\"")
                .doesNotContain(">Tides<");
    }

    @Test
    void failsLoudlyWhenAPlaceHasNoValue() {
        assertThatThrownBy(() -> Template.named("chip.html").fill(Messages.ENGLISH, Map.of("href", "/")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("current");
    }

    private String plugin(Messages words, Optional<String> docs) {
        Visit visit = new Visit("/plugins/org.example.tides", "", "", words, true);
        return new PluginPage(
                        catalogue.plugin("org.example.tides").orElseThrow(), visit, URI.create("http://127.0.0.1:7070"))
                .draw(docs)
                .markup();
    }
}
