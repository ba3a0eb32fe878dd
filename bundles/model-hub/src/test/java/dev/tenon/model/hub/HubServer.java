// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.hub;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Speaks the hub's protocol: the list of a repository's files, small files after a redirect within the hub, large ones
 * after a redirect to a store of another origin, with its headers and its words for what it refuses.
 */
final class HubServer implements AutoCloseable {
    static final String COMMIT = "c0ffee0123456789c0ffee0123456789c0ffee01";
    private static final Set<String> REVISIONS = Set.of("main", "v1", COMMIT);

    /** What is asked, as {@code METHOD path}. */
    final List<String> requests = new CopyOnWriteArrayList<>();

    /** What came with the header Authorization, at the hub and at the store. */
    final List<String> tokens = new CopyOnWriteArrayList<>();

    final List<String> tokensAtStore = new CopyOnWriteArrayList<>();
    final List<String> ranges = new CopyOnWriteArrayList<>();

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Map<String, byte[]>> repositories = new TreeMap<>();
    private final Map<String, ObjectNode> about = new TreeMap<>();
    private final Map<String, byte[]> stored = new TreeMap<>();
    private final HttpServer hub;
    private final HttpServer store;

    /** Repositories of which files go to whom has this token. */
    volatile Map<String, String> gates = Map.of();

    /** Answers everything with this status, with these headers. */
    volatile int status;

    volatile Map<String, String> headers = Map.of();

    /** After how many bytes the store cuts a connection. */
    volatile int cutAfter = Integer.MAX_VALUE;

    /** Whether the store changes a byte. */
    volatile boolean isSpoilt;

    /** Whether no digest of any file is told. */
    volatile boolean isSilent;

    HubServer() throws IOException {
        hub = listen(this::answer);
        store = listen(this::serve);
    }

    private HttpServer listen(HttpHandler handler) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", handler);
        server.start();
        return server;
    }

    String endpoint() {
        return "http://127.0.0.1:" + hub.getAddress().getPort();
    }

    /** Adds a repository; what is said of it may be changed. */
    ObjectNode add(String repository, Map<String, byte[]> files) {
        repositories.put(repository, files);
        ObjectNode node = Visit.MAPPER.createObjectNode();
        about.put(repository, node);
        files.forEach((path, content) -> stored.put(digest("SHA-256", content), content));
        return node;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static boolean isLarge(String path) {
        return path.contains(".onnx");
    }

    static String digest(String algorithm, byte[] content) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            if (algorithm.equals("SHA-1")) {
                digest.update(bytes("blob " + content.length + "\0"));
            }
            return HexFormat.of().formatHex(digest.digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        requests.add(exchange.getRequestMethod() + " " + path);
        Optional<String> token =
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"));
        token.ifPresent(tokens::add);
        headers.forEach(exchange.getResponseHeaders()::set);
        if (status != 0) {
            end(exchange, status, new byte[0]);
            return;
        }
        String[] parts = path.split("/", 7);
        if (path.startsWith("/api/models/") && parts.length >= 7) {
            list(exchange, parts[3] + "/" + parts[4], parts[6]);
            return;
        }
        boolean isInner = path.startsWith("/inner/");
        parts = (isInner ? path.substring("/inner".length()) + "/" : path).split("/", 6);
        if (parts.length < (isInner ? 4 : 6)) {
            refuse(exchange, 404, "");
            return;
        }
        String repository = parts[1] + "/" + parts[2];
        String file = isInner ? path.substring(("/inner/" + repository + "/").length()) : parts[5];
        file(exchange, repository, file, isInner, token);
    }

    private void list(HttpExchange exchange, String repository, String revision) throws IOException {
        if (!repositories.containsKey(repository)) {
            refuse(exchange, 401, "RepoNotFound");
        } else if (!REVISIONS.contains(revision)) {
            refuse(exchange, 404, "RevisionNotFound");
        } else {
            ObjectNode node =
                    about.get(repository).deepCopy().put("sha", COMMIT).put("id", repository);
            ArrayNode siblings = node.putArray("siblings");
            repositories.get(repository).forEach((path, content) -> {
                ObjectNode file = siblings.addObject().put("rfilename", path).put("size", content.length);
                if (!isSilent) {
                    file.put("blobId", digest("SHA-1", content));
                }
                if (isLarge(path) && !isSilent) {
                    file.putObject("lfs")
                            .put("sha256", digest("SHA-256", content))
                            .put("size", content.length);
                }
            });
            end(exchange, 200, bytes(node.toString()));
        }
    }

    private void file(HttpExchange exchange, String repository, String path, boolean isInner, Optional<String> token)
            throws IOException {
        byte[] content = repositories.getOrDefault(repository, Map.of()).get(path);
        String wanted = gates.get(repository);
        if (wanted != null && !token.equals(Optional.of("Bearer " + wanted))) {
            refuse(exchange, token.isPresent() ? 403 : 401, "GatedRepo");
        } else if (content == null) {
            refuse(exchange, 404, "EntryNotFound");
        } else if (isLarge(path)) {
            String tag = isSilent ? "none" : digest("SHA-256", content);
            exchange.getResponseHeaders().set("X-Linked-ETag", "\"" + tag + "\"");
            exchange.getResponseHeaders().set("X-Linked-Size", Integer.toString(content.length));
            exchange.getResponseHeaders().set("X-Repo-Commit", COMMIT);
            exchange.getResponseHeaders()
                    .set(
                            "Location",
                            "http://127.0.0.1:" + store.getAddress().getPort() + "/" + digest("SHA-256", content));
            end(exchange, 302, new byte[0]);
        } else if (!isInner) {
            exchange.getResponseHeaders().set("Location", "/inner/" + repository + "/" + path);
            end(exchange, 307, new byte[0]);
        } else {
            exchange.getResponseHeaders().set("ETag", isSilent ? "\"none\"" : "\"" + digest("SHA-1", content) + "\"");
            end(exchange, 200, content);
        }
    }

    /** Serves ranges as RFC 9110 says, and cuts the connection where a test wants it. */
    private void serve(HttpExchange exchange) throws IOException {
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .ifPresent(tokensAtStore::add);
        String range = exchange.getRequestHeaders().getFirst("Range");
        ranges.add(String.valueOf(range));
        byte[] content =
                stored.get(exchange.getRequestURI().getPath().substring(1)).clone();
        if (isSpoilt) {
            content[content.length - 1] ^= 1;
        }
        int from = range == null ? 0 : Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
        if (from > 0) {
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
        }
        exchange.getResponseHeaders().set("ETag", "\"store\"");
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, content.length - from);
        exchange.getResponseBody().write(content, from, Math.min(content.length - from, cutAfter));
        exchange.close();
    }

    private static void refuse(HttpExchange exchange, int status, String code) throws IOException {
        exchange.getResponseHeaders().set("X-Error-Code", code);
        end(exchange, status, bytes("{\"error\":\"no\"}"));
    }

    private static void end(HttpExchange exchange, int status, byte[] body) throws IOException {
        boolean isBodyless = exchange.getRequestMethod().equals("HEAD") || body.length == 0;
        exchange.sendResponseHeaders(status, isBodyless ? -1 : body.length);
        if (!isBodyless) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    /** Which files were asked for, listings left out. */
    List<String> asked(String method) {
        return requests.stream()
                .filter(request -> request.startsWith(method + " ") && !request.contains("/api/"))
                .map(request -> Arrays.asList(request.split("/")))
                .map(parts -> parts.get(parts.size() - 1))
                .toList();
    }

    @Override
    public void close() {
        hub.stop(0);
        store.stop(0);
        threads.shutdownNow();
    }
}
