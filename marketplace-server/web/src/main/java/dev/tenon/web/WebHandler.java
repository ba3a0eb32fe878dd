// SPDX-License-Identifier: Apache-2.0
package dev.tenon.web;

import dev.tenon.catalog.format.Release;
import dev.tenon.search.Catalogue;
import dev.tenon.search.Listing;
import dev.tenon.store.BlobFolder;
import dev.tenon.store.Extras;
import dev.tenon.store.MarketStore;
import dev.tenon.store.RefusedException;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Serves the catalogue's pages: complete HTML, no script, nothing fetched from elsewhere. */
public final class WebHandler extends Handler.Abstract {
    private static final Template INSTALL = Template.named("install.html");
    private static final Template ERROR = Template.named("error.html");
    private static final String FOR_A_DAY = "public, max-age=86400";

    private final Supplier<Catalogue> catalogue;
    private final MarketStore store;
    private final BlobFolder blobs;
    private final URI console;

    /**
     * Serves the catalogue.
     *
     * @param catalogue the current one
     * @param store names icons and pages
     * @param blobs has their content
     * @param console where a visitor's own console is, without a slash at the end
     */
    public WebHandler(Supplier<Catalogue> catalogue, MarketStore store, BlobFolder blobs, URI console) {
        this.catalogue = catalogue;
        this.store = store;
        this.blobs = blobs;
        this.console = console;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws IOException {
        Visit visit = Visit.of(request);
        String path = visit.path();
        switch (path) {
            case "/" ->
                page(
                        response,
                        callback,
                        Layout.page(
                                visit, visit.words().text("list.title"), new ListPage(catalogue.get(), visit).draw()));
            case "/install" ->
                page(
                        response,
                        callback,
                        Layout.page(
                                visit,
                                visit.words().text("install.title"),
                                INSTALL.fill(visit.words(), Map.of("back", visit.link("/"), "console", console))));
            case "/assets/market.css" -> asset(response, callback, "text/css;charset=utf-8", Layout.CSS);
            case "/assets/logo.svg" -> asset(response, callback, "image/svg+xml", Layout.LOGO);
            default -> {
                if (!path.startsWith("/plugins/")) {
                    return false;
                }
                plugin(visit, path.substring("/plugins/".length()), response, callback);
            }
        }
        return true;
    }

    private void plugin(Visit visit, String rest, Response response, Callback callback) throws IOException {
        boolean icon = rest.endsWith("/icon");
        String id = icon ? rest.substring(0, rest.length() - "/icon".length()) : rest;
        Listing listing = catalogue
                .get()
                .named(id)
                .orElseThrow(() -> new RefusedException(
                        RefusedException.Reason.NOT_FOUND,
                        "unknown-plugin",
                        visit.words().text("error.noplugin")));
        Release newest = listing.newest();
        Extras extras = store.extras(newest.id(), newest.version());
        if (icon) {
            icon(newest, extras, response, callback);
            return;
        }
        Optional<Path> docs = blobs.find(extras.docsSha256());
        Html body = new PluginPage(listing, visit, console)
                .draw(docs.isPresent() ? Optional.of(Files.readString(docs.get())) : Optional.empty());
        page(response, callback, Layout.page(visit, newest.name(), body));
    }

    private void icon(Release release, Extras extras, Response response, Callback callback) throws IOException {
        Optional<Path> file = blobs.find(extras.iconSha256());
        byte[] bytes = file.isPresent()
                ? Files.readAllBytes(file.get())
                : Icons.tile(release).getBytes(StandardCharsets.UTF_8);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, file.isPresent() ? extras.iconType() : "image/svg+xml");
        // somebody else's SVG: opened by itself it may draw, but neither run nor fetch anything
        response.getHeaders().put("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, FOR_A_DAY);
        response.write(true, ByteBuffer.wrap(bytes), callback);
    }

    /**
     * Shows an error as a page.
     *
     * @param request what failed
     * @param response not committed yet, with its status
     * @param callback to complete
     * @param status the status
     * @param message one line: what and what to do
     */
    public static void error(Request request, Response response, Callback callback, int status, String message) {
        Visit visit = Visit.failed(request);
        String title = visit.words().textOr("error." + status, status < 500 ? "error.400" : "error.500");
        Html body = ERROR.fill(
                visit.words(), Map.of("status", status, "title", title, "message", message, "back", visit.link("/")));
        page(response, callback, Layout.page(visit, title, body));
    }

    private static void asset(Response response, Callback callback, String type, String text) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, FOR_A_DAY);
        response.write(true, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), callback);
    }

    private static void page(Response response, Callback callback, Html page) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/html;charset=utf-8");
        response.getHeaders()
                .put(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';"
                                + " base-uri 'none'; frame-ancestors 'none'");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-cache");
        response.getHeaders().put(HttpHeader.VARY, "Accept-Language");
        response.write(true, ByteBuffer.wrap(page.markup().getBytes(StandardCharsets.UTF_8)), callback);
    }
}
