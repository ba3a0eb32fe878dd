// SPDX-License-Identifier: Apache-2.0
package dev.tenon.search;

import dev.tenon.catalog.format.Json;
import dev.tenon.catalog.format.Release;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;

/** {@code GET ?q=&category=}: the plugins that match, best first, without their releases' details. */
public final class SearchHandler extends Handler.Abstract {
    private final Supplier<Catalogue> catalogue;

    /**
     * Serves the search.
     *
     * @param catalogue the current one
     */
    public SearchHandler(Supplier<Catalogue> catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Fields query = Request.extractQueryParameters(request, StandardCharsets.UTF_8);
        List<Listing> found = catalogue.get().find(text(query, "q"), text(query, "category"));
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json;charset=utf-8");
        Map<String, Object> body =
                Map.of("plugins", found.stream().map(SearchHandler::entry).toList());
        Content.Sink.write(response, true, Json.write(body), callback);
        return true;
    }

    private static String text(Fields query, String name) {
        String value = query.getValue(name);
        return value == null ? "" : value;
    }

    static Map<String, Object> entry(Listing listing) {
        Release newest = listing.newest();
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("id", newest.id());
        entry.put("shortName", listing.shortName());
        entry.put("name", newest.name());
        entry.put("version", newest.version());
        entry.put("summary", newest.summary());
        entry.put("license", newest.license());
        entry.put("publisher", newest.publisher());
        entry.put("categories", newest.categories());
        entry.put("permissions", newest.permissions());
        entry.put("bytes", newest.bytes());
        entry.put("sha256", newest.sha256());
        return entry;
    }
}
