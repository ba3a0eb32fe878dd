// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.hub;

import dev.tenon.runtime.ModelHub.Address;
import dev.tenon.runtime.ModelRefusedException;
import dev.tenon.runtime.ModelRefusedException.Reason;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Asks the hub, and its mirrors while it does not answer, is too busy or says that it has failed. That something is not
 * there, or not for everybody, is believed of the hub alone. What gave something is asked first from then on. The token goes to the hub's own origin alone. One for each import; not thread-safe.
 */
final class HubClient {
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final int MOST_REDIRECTS = 5;

    private static final int TOO_MANY = 429;

    private final HttpClient http;
    private final URI endpoint;
    private final Duration limit;
    private final List<Address> roots = new ArrayList<>();

    /**
     * Asks nothing yet.
     *
     * @param http follows no redirects itself
     * @param settings which hub, which mirrors, which token
     * @param limit for one small answer, its body included
     */
    HubClient(HttpClient http, HubSettings settings, Duration limit) {
        this.http = http;
        this.endpoint = settings.endpoint();
        this.limit = limit;
        Map<String, String> secret = settings.token()
                .map(token -> Map.of("Authorization", "Bearer " + token))
                .orElse(Map.of());
        roots.add(new Address(endpoint, secret));
        settings.mirrors().forEach(mirror -> roots.add(new Address(mirror, Map.of())));
    }

    /** Where a path can be fetched, best first. */
    List<Address> addresses(String path) {
        return roots.stream().map(root -> at(root, path)).toList();
    }

    /**
     * Gets what is small.
     *
     * @param path encoded, begins with a slash
     * @param maxBytes that may come
     * @return what was given, or why the hub itself does not give it
     * @throws UnreachableException if nobody gives it and the hub does not say why
     */
    HttpResponse<byte[]> get(String path, long maxBytes) throws UnreachableException {
        return ask("GET", path, maxBytes);
    }

    /**
     * Asks about a file. A redirect to another origin is the answer: it says of the file what the hub knows.
     *
     * @param path encoded, begins with a slash
     * @return what was given, or why the hub itself does not give it
     * @throws UnreachableException if nobody gives it and the hub does not say why
     */
    HttpResponse<byte[]> head(String path) throws UnreachableException {
        return ask("HEAD", path, 0);
    }

    private HttpResponse<byte[]> ask(String method, String path, long maxBytes) throws UnreachableException {
        List<String> failures = new ArrayList<>();
        Optional<IOException> cause = Optional.empty();
        @Nullable HttpResponse<byte[]> busy = null;
        for (Address root : List.copyOf(roots)) {
            try {
                HttpResponse<byte[]> answer = follow(at(root, path), method, maxBytes);
                int status = answer.statusCode();
                boolean isHub = root.url().equals(endpoint);
                if (status < 400) {
                    roots.remove(root);
                    roots.add(0, root);
                    return answer;
                }
                if (isHub && status < 500 && status != TOO_MANY) {
                    return answer;
                }
                busy = isHub && status == TOO_MANY ? answer : busy;
                failures.add(root + " answers with status " + answer.statusCode());
            } catch (IOException e) {
                failures.add(root + " cannot be reached" + (e.getMessage() == null ? "" : " (" + e.getMessage() + ")"));
                cause = cause.or(() -> Optional.of(e));
            }
        }
        String all = failures.stream().collect(Collectors.joining(", "));
        throw new UnreachableException(all, cause.orElseGet(() -> new IOException(all)), busy);
    }

    private static Address at(Address root, String path) {
        return new Address(URI.create(root.url() + path), root.headers());
    }

    private HttpResponse<byte[]> follow(Address first, String method, long maxBytes) throws IOException {
        Address at = first;
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            HttpResponse<byte[]> answer = send(at, method, maxBytes);
            Optional<String> location = answer.headers().firstValue("Location");
            if (!REDIRECTS.contains(answer.statusCode()) || location.isEmpty()) {
                return answer;
            }
            URI next = Addresses.next(at.url(), location.get());
            boolean isSame = Addresses.isSameOrigin(at.url(), next);
            if (!isSame && method.equals("HEAD")) {
                return answer;
            }
            at = new Address(next, isSame ? at.headers() : Map.of());
        }
        throw new IOException("it redirects more than " + MOST_REDIRECTS + " times");
    }

    private HttpResponse<byte[]> send(Address at, String method, long maxBytes) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(at.url()).timeout(limit).method(method, HttpRequest.BodyPublishers.noBody());
        at.headers().forEach(request::header);
        CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(request.build(), LimitedBody.upTo(maxBytes));
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new ModelRefusedException(Reason.UNREACHABLE, "the import was stopped", e);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException("no answer in " + limit.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        }
    }
}
