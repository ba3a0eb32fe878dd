// SPDX-License-Identifier: Apache-2.0
package dev.tenon.publish;

import dev.tenon.account.Accounts;
import dev.tenon.catalog.format.Json;
import dev.tenon.catalog.format.Release;
import dev.tenon.store.Account;
import dev.tenon.store.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code POST} of a jar with a publisher's token. */
public final class PublishHandler extends Handler.Abstract {
    private static final Logger LOG = LoggerFactory.getLogger(PublishHandler.class);
    private static final long MOST_DISCARDED = 64L << 20;
    private static final long MOST_OF_A_STRANGER = 1L << 20;
    private static final Duration DISCARD_LIMIT = Duration.ofSeconds(5);

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
        Release release;
        try (InputStream jar = Content.Source.asInputStream(request)) {
            release = publish(request, jar);
        }
        response.setStatus(201);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json;charset=utf-8");
        Map<String, String> body = Map.of(
                "id", release.id(), "version", release.version(), "sha256", release.sha256(), "state", "published");
        Content.Sink.write(response, true, Json.write(body), callback);
        return true;
    }

    private Release publish(Request request, InputStream jar) throws IOException {
        try {
            Account account = accounts.authenticate(request.getHeaders().get(HttpHeader.AUTHORIZATION));
            return publisher.publish(account, jar, request.getLength());
        } catch (RefusedException e) {
            boolean waits = request.getHeaders().contains(HttpHeader.EXPECT); // with the upload, for our leave
            if (!waits && request.getLength() <= MOST_DISCARDED) {
                discard(jar, e.reason() == RefusedException.Reason.UNAUTHORIZED ? MOST_OF_A_STRANGER : MOST_DISCARDED);
            }
            throw e;
        }
    }

    /** Who still sends when the connection is closed never reads why: what is left is taken first, within limits. */
    private static void discard(InputStream rest, long most) {
        byte[] buffer = new byte[1 << 16];
        long end = System.nanoTime() + DISCARD_LIMIT.toNanos();
        long left = most;
        try {
            for (int count = 0; count >= 0 && left > 0 && System.nanoTime() < end; left -= count) {
                count = rest.read(buffer);
            }
        } catch (IOException | RuntimeException e) {
            LOG.debug("A refused upload broke off", e);
        }
    }
}
