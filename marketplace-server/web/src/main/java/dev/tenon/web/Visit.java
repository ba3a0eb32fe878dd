// SPDX-License-Identifier: Apache-2.0
package dev.tenon.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;

/**
 * What a visitor asks for, and in which language.
 *
 * @param path without the query
 * @param query search words, empty for none
 * @param category to show, empty for all
 * @param words in the visitor's language
 * @param chosen true if the language was chosen on the page: links carry the choice on then
 */
record Visit(String path, String query, String category, Messages words, boolean chosen) {
    static Visit of(Request request) {
        Fields fields = Request.extractQueryParameters(request, StandardCharsets.UTF_8);
        String lang = text(fields, "lang");
        boolean chosen = lang.equals("en") || lang.equals("zh");
        Messages words = chosen ? words(lang) : preferred(request);
        return new Visit(
                Request.getPathInContext(request), text(fields, "q").strip(), text(fields, "category"), words, chosen);
    }

    /** Of a request that may be ill-formed: nothing but the preferred language. */
    static Visit failed(Request request) {
        return new Visit("/", "", "", preferred(request), false);
    }

    private static String text(Fields fields, String name) {
        String value = fields.getValue(name);
        return value == null ? "" : value;
    }

    private static Messages preferred(Request request) {
        for (Locale locale : Request.getLocales(request)) {
            if (locale.getLanguage().equals("zh") || locale.getLanguage().equals("en")) {
                return words(locale.getLanguage());
            }
        }
        return Messages.ENGLISH;
    }

    private static Messages words(String language) {
        return language.equals("zh") ? Messages.CHINESE : Messages.ENGLISH;
    }

    /** An address in the catalogue that keeps the chosen language. */
    String link(String toPath) {
        return link(toPath, "", "");
    }

    String link(String toPath, String toQuery, String toCategory) {
        return address(toPath, toQuery, toCategory, chosen ? words.language() : "");
    }

    /** This very page in the other language. */
    String inOtherLanguage() {
        return address(path, query, category, words == Messages.CHINESE ? "en" : "zh");
    }

    private static String address(String toPath, String toQuery, String toCategory, String lang) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("q", toQuery);
        fields.put("category", toCategory);
        fields.put("lang", lang);
        String query = fields.entrySet().stream()
                .filter(field -> !field.getValue().isEmpty())
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? toPath : toPath + "?" + query;
    }
}
