// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A server that answers in JSON. Uses {@link HttpURLConnection}: it costs a command 200 ms less to start than
 * {@code java.net.http}.
 *
 * @param name for people: {@code host} or {@code marketplace}
 * @param url its address, without a slash at the end
 * @param token sent as bearer token, empty for none; never sent elsewhere, as redirects are not followed
 */
record Peer(String name, URI url, String token) {
    private static final int MAX_REPLY_BYTES = 64 << 20;
    private static final int CONNECT_MILLIS = 5_000;
    static final Duration PATIENCE = Duration.ofSeconds(60);

    /** The server cannot be reached at all. */
    static final class Unreachable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreachable(IOException cause) {
            super(Home.reason(cause), cause);
        }
    }

    /** Whether what is sent stays on this machine. */
    boolean isNear() {
        return url.getHost() != null && url.getHost().matches("localhost|127(\\.[0-9]+){3}|\\[::1]");
    }

    JsonNode get(String path) throws Unreachable {
        return exchange("GET", path, OutputStream::flush, -1, "", PATIENCE);
    }

    JsonNode delete(String path) throws Unreachable {
        return exchange("DELETE", path, OutputStream::flush, -1, "", PATIENCE);
    }

    JsonNode post(String path, JsonNode body, Duration patience) throws Unreachable {
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        return exchange("POST", path, out -> out.write(bytes), bytes.length, "application/json", patience);
    }

    JsonNode post(String path, Path file, String type, Duration patience) throws Unreachable {
        try {
            return exchange("POST", path, out -> Files.copy(file, out), Files.size(file), type, patience);
        } catch (IOException e) {
            throw new Failure("unreadable", file + " cannot be read: " + Home.reason(e), e);
        }
    }

    private interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    private JsonNode exchange(String method, String path, Body body, long bytes, String type, Duration patience)
            throws Unreachable {
        HttpURLConnection connection = open(method, path, patience);
        try {
            if (bytes >= 0) {
                connection.setDoOutput(true);
                connection.setFixedLengthStreamingMode(bytes);
                connection.setRequestProperty("Content-Type", type);
            }
            connection.connect();
        } catch (IOException e) {
            throw new Unreachable(e);
        }
        try {
            if (bytes >= 0) {
                send(connection, body);
            }
            return reply(connection);
        } catch (ConnectException e) { // it hung up, was asked once more by the JDK, and is gone
            throw new Unreachable(e);
        } catch (SocketTimeoutException e) {
            throw new Failure("timeout", "the " + name + " did not answer within " + patience.toSeconds() + " s", e);
        } catch (IOException e) {
            throw new Failure(
                    "no-answer", "the " + name + " at " + url + " broke off the answer: " + Home.reason(e), e);
        } finally {
            connection.disconnect();
        }
    }

    private HttpURLConnection open(String method, String path, Duration patience) {
        try {
            URI target = URI.create(url + path);
            HttpURLConnection connection = (HttpURLConnection)
                    (isNear()
                            ? target.toURL().openConnection(Proxy.NO_PROXY)
                            : target.toURL().openConnection());
            connection.setRequestMethod(method);
            connection.setInstanceFollowRedirects(false);
            connection.setConnectTimeout(CONNECT_MILLIS);
            connection.setReadTimeout((int) patience.toMillis());
            connection.setRequestProperty("Accept", "application/json");
            if (!token.isEmpty()) {
                connection.setRequestProperty("Authorization", "Bearer " + token);
            }
            return connection;
        } catch (IOException | IllegalArgumentException | ClassCastException e) {
            throw new Failure("bad-address", "'" + url + "' is no address of a " + name + " (http://… is)", e);
        }
    }

    /** A server that refuses an upload early closes the connection: what it said then counts, not the broken pipe. */
    private static void send(HttpURLConnection connection, Body body) throws IOException {
        try (OutputStream out = connection.getOutputStream()) {
            body.writeTo(out);
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            connection.getResponseCode();
        }
    }

    private JsonNode reply(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream();
        String text = read(in, connection.getContentLengthLong());
        JsonNode json = parse(text);
        if (status / 100 == 2 && json.isContainerNode()) {
            return json;
        }
        JsonNode error = json.path("error");
        if (status >= 400 && error.path("message").isTextual()) {
            throw new Failure(error.path("code").asText("refused"), describe(error), json);
        }
        if (status == 401 || status == 403) {
            throw new Failure(
                    "unauthorized", "the " + name + " at " + url + " refused the token; is it another one's?");
        }
        throw new Failure(
                "no-answer",
                "what answers at " + url + " is no Tenon " + name + " (status " + status
                        + "); is another program using its port?");
    }

    private static String describe(JsonNode error) {
        StringBuilder message = new StringBuilder(error.path("message").asText());
        String separator = ": ";
        for (JsonNode reason : error.path("reasons")) {
            String text = reason.isTextual()
                    ? reason.asText()
                    : reason.path("message").asText(reason.toString());
            if (message.indexOf(text) < 0) {
                message.append(separator).append(text);
                separator = "; ";
            }
        }
        return message.toString();
    }

    private static String read(InputStream in, long promised) throws IOException {
        if (in == null) {
            return "";
        }
        try (in) {
            byte[] bytes = in.readNBytes(MAX_REPLY_BYTES + 1);
            if (bytes.length > MAX_REPLY_BYTES) {
                throw new IOException("it is longer than " + Text.bytes(MAX_REPLY_BYTES));
            }
            if (bytes.length < promised) {
                throw new IOException("after " + bytes.length + " of " + promised + " bytes");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private static JsonNode parse(String text) {
        try {
            return Home.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            return Home.MAPPER.missingNode();
        }
    }
}
