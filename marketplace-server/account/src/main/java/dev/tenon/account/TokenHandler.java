// SPDX-License-Identifier: Apache-2.0
package dev.tenon.account;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenon.store.RefusedException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** {@code POST {"publisher","namespaces"}} with the keeper's token: makes a publisher's token. */
public final class TokenHandler extends Handler.Abstract {
    private static final int MAX_BODY_BYTES = 16 << 10;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Accounts accounts;

    /** What the keeper asks for. */
    private record Order(
            @Nullable String publisher, @Nullable List<String> namespaces) {}

    /**
     * Serves tokens.
     *
     * @param accounts who makes them
     */
    public TokenHandler(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        accounts.requireKeeper(request.getHeaders().get(HttpHeader.AUTHORIZATION));
        Order order = read(request);
        if (order.publisher() == null
                || order.namespaces() == null
                || order.namespaces().contains(null)) {
            throw badBody();
        }
        String token = accounts.issue(order.publisher(), order.namespaces());
        response.setStatus(201);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json;charset=utf-8");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        Content.Sink.write(response, true, JSON.writeValueAsString(Map.of("token", token)), callback);
        return true;
    }

    private static Order read(Request request) throws Exception {
        try (InputStream in = Content.Source.asInputStream(request)) {
            byte[] body = in.readNBytes(MAX_BODY_BYTES);
            Order order = JSON.readValue(new String(body, StandardCharsets.UTF_8), Order.class);
            if (order == null) {
                throw badBody();
            }
            return order;
        } catch (JsonProcessingException e) {
            RefusedException refused = badBody();
            refused.initCause(e);
            throw refused;
        }
    }

    private static RefusedException badBody() {
        return new RefusedException(
                RefusedException.Reason.BAD_REQUEST,
                "bad-body",
                "send {\"publisher\":\"example\",\"namespaces\":[\"org.example\"]}");
    }
}
