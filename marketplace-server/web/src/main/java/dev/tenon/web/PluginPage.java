// SPDX-License-Identifier: Apache-2.0
package dev.tenon.web;

import dev.tenon.catalog.format.Release;
import dev.tenon.catalog.format.SkillEntry;
import dev.tenon.search.Listing;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Everything about one plugin. */
final class PluginPage {
    private static final int EXAMPLES_SHOWN = 6;
    private static final Template PAGE = Template.named("plugin.html");
    private static final Template EXAMPLES = Template.named("examples.html");
    private static final Template DOCS = Template.named("docs.html");
    private static final Template VERSION = Template.named("version.html");

    private final Listing listing;
    private final Visit visit;
    private final URI console;

    PluginPage(Listing listing, Visit visit, URI console) {
        this.listing = listing;
        this.visit = visit;
        this.console = console;
    }

    Html draw(Optional<String> docs) {
        Release newest = listing.newest();
        Messages words = visit.words();
        Map<String, Object> values = new HashMap<>();
        values.put("back", visit.link("/"));
        values.put("icon", Icons.address(newest));
        values.put("name", newest.name());
        values.put("id", newest.id());
        values.put("summary", newest.summary());
        values.put("tags", tags(newest));
        values.put("version", newest.version());
        values.put("published", date(newest));
        values.put("publisher", newest.publisher());
        values.put("size", size(newest.bytes()));
        values.put("license", newest.license().isEmpty() ? words.text("plugin.nolicense") : newest.license());
        values.put("sha256", newest.sha256());
        values.put("download", "/blobs/sha256/" + newest.sha256());
        values.put("install", console + "/console/#/install/" + newest.id());
        values.put("command", "./tenon plugin install " + listing.shortName());
        values.put("help", visit.link("/install"));
        values.put("permissions", permissions(newest));
        values.put("examples", examples(newest));
        values.put(
                "docs",
                docs.map(text -> DOCS.fill(words, Map.of("text", Markdown.render(text, newest.name()))))
                        .orElse(Html.NONE));
        values.put(
                "versions",
                Html.join(listing.releases().stream().map(this::version).toList()));
        return PAGE.fill(words, values);
    }

    private Html tags(Release release) {
        return Html.join(release.categories().stream()
                .map(category -> new Html("<li>"
                        + Html.escape(visit.words().textOr("category." + category, category))
                                .markup()
                        + "</li>"))
                .toList());
    }

    private Html permissions(Release release) {
        Messages words = visit.words();
        if (release.permissions().isEmpty()) {
            return new Html("<p>" + Html.escape(words.text("permissions.none")).markup() + "</p>");
        }
        List<Html> rows = new ArrayList<>();
        for (String permission : release.permissions()) {
            int colon = permission.indexOf(':');
            String kind = colon < 0 ? permission : permission.substring(0, colon);
            rows.add(new Html("<li><code>" + Html.escape(permission).markup() + "</code> <span>"
                    + Html.escape(words.textOr("permission." + kind, "permission.other"))
                            .markup()
                    + "</span></li>"));
        }
        return new Html("<ul class=\"permissions\">" + Html.join(rows).markup() + "</ul>");
    }

    private Html examples(Release release) {
        List<Html> quotes = new ArrayList<>();
        for (SkillEntry skill : release.skills()) {
            List<String> sentences = skill.examples()
                    .getOrDefault(visit.words().language(), skill.examples().getOrDefault("en", List.of()));
            sentences.stream()
                    .limit(Math.max(1, EXAMPLES_SHOWN / release.skills().size()))
                    .forEach(sentence ->
                            quotes.add(new Html("<li>" + Html.escape(sentence).markup() + "</li>")));
        }
        return quotes.isEmpty() ? Html.NONE : EXAMPLES.fill(visit.words(), Map.of("quotes", Html.join(quotes)));
    }

    private Html version(Release release) {
        return VERSION.fill(
                visit.words(),
                Map.of(
                        "version", release.version(),
                        "published", date(release),
                        "size", size(release.bytes()),
                        "sha256", release.sha256(),
                        "short", release.sha256().substring(0, 12),
                        "download", "/blobs/sha256/" + release.sha256()));
    }

    private static String date(Release release) {
        return release.publishedAt().length() < 10 ? "" : release.publishedAt().substring(0, 10);
    }

    private static String size(long bytes) {
        if (bytes < 1000) {
            return bytes + " B";
        }
        return bytes < 1_000_000
                ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
                : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
