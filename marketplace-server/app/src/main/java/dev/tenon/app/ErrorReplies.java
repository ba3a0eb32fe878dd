// SPDX-License-Identifier: Apache-2.0
package dev.tenon.app;

import dev.tenon.catalog.format.Json;
import dev.tenon.store.RefusedException;
import java.io.EOFException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place that turns whatever went wrong into a status and one clear line, as JSON or as a page. */
final class ErrorReplies implements Request.Handler {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorReplies.class);

    private final Pages pages;

    /** Draws an error for people. */
    @FunctionalInterface
    interface Pages {
        void write(Request request, Response response, Callback callback, int status, String message);
    }

    private record Reply(int status, String code, String message, List<String> reasons) {}

    ErrorReplies(Pages pages) {
        this.pages = pages;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Reply reply = reply(request);
        response.setStatus(reply.status());
        HostGuard.secure(response);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        if (wantsPage(request)) {
            pages.write(request, response, callback, reply.status(), reply.message());
            return true;
        }
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", reply.code());
        error.put("message", reply.message());
        if (!reply.reasons().isEmpty()) {
            error.put("reasons", reply.reasons());
        }
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json;charset=utf-8");
        Content.Sink.write(response, true, Json.write(Map.of("error", error)), callback);
        return true;
    }

    private static boolean wantsPage(Request request) {
        String path = Request.getPathInContext(request);
        String accept = request.getHeaders().get(HttpHeader.ACCEPT);
        return accept != null
                && accept.contains("text/html")
                && !path.startsWith("/api/")
                && !path.startsWith("/blobs/");
    }

    private static Reply reply(Request request) {
        Object failure = request.getAttribute(ErrorHandler.ERROR_EXCEPTION);
        if (failure instanceof RefusedException refused) {
            return new Reply(status(refused.reason()), refused.code(), refused.getMessage(), refused.reasons());
        }
        int status = request.getAttribute(ErrorHandler.ERROR_STATUS) instanceof Integer known ? known : 500;
        if (failure instanceof HttpException wrong) {
            status = wrong.getCode();
        } else if (failure instanceof EOFException) {
            return new Reply(400, "cut-short", "the upload ended before its announced end: send it again", List.of());
        } else if (failure instanceof Throwable unexpected) {
            LOG.error("{} {} failed", request.getMethod(), Request.getPathInContext(request), unexpected);
            status = 500;
        }
        return new Reply(status, code(status), message(request, status), List.of());
    }

    private static int status(RefusedException.Reason reason) {
        return switch (reason) {
            case BAD_REQUEST -> 400;
            case UNAUTHORIZED -> 401;
            case FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
            case EXISTS -> 409;
            case TOO_LARGE -> 413;
            case STORAGE_FULL -> 507;
        };
    }

    private static String code(int status) {
        return switch (status) {
            case 404 -> "not-found";
            case 405 -> "method-not-allowed";
            case 421 -> "wrong-host";
            default -> status < 500 ? "bad-request" : "failed";
        };
    }

    private static String message(Request request, int status) {
        // our own handlers' words; Jetty's are for its log
        if (status == 405 || status == 421) {
            return Optional.ofNullable(request.getAttribute(ErrorHandler.ERROR_MESSAGE))
                    .map(Object::toString)
                    .orElse("");
        }
        if (status == 404) {
            return "there is nothing at this address";
        }
        return status < 500
                ? "the request cannot be read"
                : "the marketplace failed, its log says why: try again, then tell its keeper";
    }
}
