// SPDX-License-Identifier: Apache-2.0
package dev.tenon.download;

import dev.tenon.store.BlobFolder;
import dev.tenon.store.RefusedException;
import java.nio.file.Path;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.content.HttpContent;
import org.eclipse.jetty.http.content.ResourceHttpContent;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.ResourceService;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.resource.ResourceFactory;

/** {@code GET} of content by its SHA-256, whole or in ranges; it never changes, so it may be cached for ever. */
public final class BlobHandler extends Handler.Abstract {
    private static final String TYPE = "application/octet-stream";

    private final BlobFolder blobs;
    private final ResourceService service = new ResourceService();

    /** Content whose tag is its digest. */
    private static final class Blob extends HttpContent.Wrapper {
        private final HttpField etag;

        Blob(HttpContent file, String sha256) {
            super(file);
            this.etag = new HttpField(HttpHeader.ETAG, "\"" + sha256 + "\"");
        }

        @Override
        public HttpField getETag() {
            return etag;
        }
    }

    /**
     * Serves content.
     *
     * @param blobs where it lies
     */
    public BlobHandler(BlobFolder blobs) {
        this.blobs = blobs;
        service.setHttpContentFactory(path -> null);
        service.setEtags(true);
        service.setAcceptRanges(true);
        service.setDirAllowed(false);
        service.setCacheControl("public, max-age=31536000, immutable");
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String path = Request.getPathInContext(request);
        String sha256 = path.substring(path.lastIndexOf('/') + 1);
        Path file = blobs.find(sha256)
                .orElseThrow(() -> new RefusedException(
                        RefusedException.Reason.NOT_FOUND, "unknown-blob", "there is no content of that SHA-256"));
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, TYPE);
        HttpContent content = new ResourceHttpContent(
                ResourceFactory.root().newResource(file), TYPE, ByteBufferPool.SIZED_NON_POOLING);
        service.doGet(request, response, callback, new Blob(content, sha256));
        return true;
    }
}
