// SPDX-License-Identifier: Apache-2.0
package dev.tenon.web;

import java.util.Map;

/** What all pages share. */
final class Layout {
    static final String CSS = Resources.text("market.css");
    static final String LOGO = Resources.text("logo.svg");
    private static final Template PAGE = Template.named("layout.html");
    /** Part of the style sheet's address: a new one is fetched at once. */
    private static final String CSS_TAG = Integer.toHexString(CSS.hashCode());

    private Layout() {}

    static Html page(Visit visit, String title, Html body) {
        return PAGE.fill(
                visit.words(),
                Map.of(
                        "lang", visit.words().language(),
                        "title", title,
                        "css", "/assets/market.css?v=" + CSS_TAG,
                        "home", visit.link("/"),
                        "install", visit.link("/install"),
                        "other", visit.inOtherLanguage(),
                        "body", body));
    }
}
