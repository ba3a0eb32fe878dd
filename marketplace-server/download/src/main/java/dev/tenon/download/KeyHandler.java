// SPDX-License-Identifier: Apache-2.0
package dev.tenon.download;

import dev.tenon.catalog.format.Json;
import dev.tenon.catalog.format.Keys;
import dev.tenon.signing.IndexSigner;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** {@code GET} of the key that a host decides to trust. */
public final class KeyHandler extends Handler.Abstract.NonBlocking {
    private final String body;

    /**
     * Serves the key.
     *
     * @param signer whose key
     */
    public KeyHandler(IndexSigner signer) {
        this.body = Json.write(Map.of("key", Keys.write(signer.publicKey()), "keyId", Keys.id(signer.publicKey())));
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json;charset=utf-8");
        Content.Sink.write(response, true, body, callback);
        return true;
    }
}
