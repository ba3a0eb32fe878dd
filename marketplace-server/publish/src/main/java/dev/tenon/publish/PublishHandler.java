// SPDX-License-Identifier: Apache-2.0
package dev.tenon.publish;

import dev.tenon.account.Accounts;
import dev.tenon.catalog.format.Json;
import dev.tenon.catalog.format.Release;
import dev.tenon.store.Account;
import java.io.InputStream;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** {@code POST} of a jar with a publisher's token. */
public final class PublishHandler extends Handler.Abstract {
    private final Accounts accounts;
    private final Publisher publisher;

    /**
     * Serves publishing.
     *
     * @param accounts who may
     * @param publisher who does
     */
    public PublishHandler(Accounts accounts, Publisher publisher) {
        this.accounts = accounts;
        this.publisher = publisher;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Account account = accounts.authenticate(request.getHeaders().get(HttpHeader.AUTHORIZATION));
        Release release;
        try (InputStream jar = Content.Source.asInputStream(request)) {
            release = publisher.publish(account, jar, request.getLength());
        }
        response.setStatus(201);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json;charset=utf-8");
        Map<String, String> body = Map.of(
                "id", release.id(), "version", release.version(), "sha256", release.sha256(), "state", "published");
        Content.Sink.write(response, true, Json.write(body), callback);
        return true;
    }
}
