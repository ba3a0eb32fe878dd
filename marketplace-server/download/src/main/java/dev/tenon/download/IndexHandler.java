// SPDX-License-Identifier: Apache-2.0
package dev.tenon.download;

import dev.tenon.signing.IndexSigner;
import dev.tenon.signing.SignedDocument;
import java.util.Arrays;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** {@code GET} of the signed index; 304 for who has it already. */
public final class IndexHandler extends Handler.Abstract.NonBlocking {
    private final IndexSigner signer;

    /**
     * Serves the index.
     *
     * @param signer who has it
     */
    public IndexHandler(IndexSigner signer) {
        this.signer = signer;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        SignedDocument document = signer.current();
        response.getHeaders().put(HttpHeader.ETAG, document.etag());
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-cache");
        if (matches(request.getHeaders().get(HttpHeader.IF_NONE_MATCH), document.etag())) {
            response.setStatus(304);
            callback.succeeded();
            return true;
        }
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json;charset=utf-8");
        Content.Sink.write(response, true, document.json(), callback);
        return true;
    }

    private static boolean matches(@Nullable String ifNoneMatch, String etag) {
        return ifNoneMatch != null
                && Arrays.stream(ifNoneMatch.split(","))
                        .map(String::strip)
                        .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
                        .anyMatch(tag -> tag.equals(etag) || tag.equals("*"));
    }
}
