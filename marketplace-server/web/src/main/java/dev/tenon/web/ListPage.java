// SPDX-License-Identifier: Apache-2.0
package dev.tenon.web;

import dev.tenon.catalog.format.Release;
import dev.tenon.search.Catalogue;
import dev.tenon.search.Listing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The list of plugins with search box and categories. */
final class ListPage {
    private static final Template PAGE = Template.named("list.html");
    private static final Template CARD = Template.named("card.html");
    private static final Template CHIP = Template.named("chip.html");
    private static final Template EMPTY = Template.named("empty.html");

    private final Catalogue catalogue;
    private final Visit visit;

    ListPage(Catalogue catalogue, Visit visit) {
        this.catalogue = catalogue;
        this.visit = visit;
    }

    Html draw() {
        Messages words = visit.words();
        List<Listing> found = catalogue.find(visit.query(), visit.category());
        Html cards = found.isEmpty()
                ? EMPTY.fill(words, Map.of("all", visit.link("/")))
                : Html.join(found.stream().map(this::card).toList());
        return PAGE.fill(
                words,
                Map.of(
                        "action", "/",
                        "q", visit.query(),
                        "hidden", hidden(),
                        "chips", chips(),
                        "count", words.text(found.size() == 1 ? "list.one" : "list.count", found.size()),
                        "cards", cards));
    }

    /** What the search form carries along. */
    private Html hidden() {
        List<Html> fields = new ArrayList<>();
        if (!visit.category().isEmpty()) {
            fields.add(field("category", visit.category()));
        }
        if (visit.chosen()) {
            fields.add(field("lang", visit.words().language()));
        }
        return Html.join(fields);
    }

    private static Html field(String name, String value) {
        return new Html("<input type=\"hidden\" name=\"" + name + "\" value=\""
                + Html.escape(value).markup() + "\">");
    }

    private Html chips() {
        List<Html> chips = new ArrayList<>();
        chips.add(chip("", visit.words().text("category.all")));
        for (String category : catalogue.categories()) {
            chips.add(chip(category, visit.words().textOr("category." + category, category)));
        }
        return Html.join(chips);
    }

    private Html chip(String category, String label) {
        return CHIP.fill(
                visit.words(),
                Map.of(
                        "href",
                        visit.link("/", visit.query(), category),
                        "current",
                        category.equals(visit.category()) ? new Html(" aria-current=\"true\"") : Html.NONE,
                        "label",
                        label));
    }

    private Html card(Listing listing) {
        Release newest = listing.newest();
        return CARD.fill(
                visit.words(),
                Map.of(
                        "href", visit.link("/plugins/" + newest.id()),
                        "icon", Icons.address(newest),
                        "name", newest.name(),
                        "shortName", listing.shortName(),
                        "summary", newest.summary(),
                        "publisher", newest.publisher(),
                        "version", newest.version(),
                        "category",
                                visit.words()
                                        .textOr(
                                                "category."
                                                        + newest.categories().get(0),
                                                newest.categories().get(0))));
    }
}
