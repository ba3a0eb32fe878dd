// SPDX-License-Identifier: Apache-2.0
package dev.tenon.search;

import dev.tenon.catalog.format.Json;
import dev.tenon.store.RefusedException;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** {@code GET …/{id}}: one plugin with all its releases, newest first. */
public final class PluginHandler extends Handler.Abstract {
    private final Supplier<Catalogue> catalogue;

    /**
     * Serves plugins.
     *
     * @param catalogue the current one
     */
    public PluginHandler(Supplier<Catalogue> catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String path = Request.getPathInContext(request);
        Listing listing = catalogue
                .get()
                .plugin(path.substring(path.lastIndexOf('/') + 1))
                .orElseThrow(() -> new RefusedException(
                        RefusedException.Reason.NOT_FOUND,
                        "unknown-plugin",
                        "there is no such plugin here: search for it by what it should do"));
        Map<String, Object> body = SearchHandler.entry(listing);
        body.put("releases", listing.releases());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json;charset=utf-8");
        Content.Sink.write(response, true, Json.write(body), callback);
        return true;
    }
}
