// SPDX-License-Identifier: Apache-2.0
package dev.tenon.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Requests as anybody may send them, with any header at all: a socket and what is written to it. */
final class Http {
    private static final int LIMIT_MS = 30_000;

    private Http() {}

    /** What came back. */
    record Reply(int status, String head, String body) {
        JsonNode json() throws IOException {
            return new ObjectMapper().readTree(body);
        }
    }

    static Reply get(URI address) throws IOException {
        return send("GET", address, Map.of(), "");
    }

    /** Sends a request; a header {@code Host} replaces the one that fits the address. */
    static Reply send(String method, URI address, Map<String, String> headers, String body) throws IOException {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("Host", address.getAuthority());
        all.put("Connection", "close");
        if (!body.isEmpty()) {
            all.put("Content-Type", "application/json");
            all.put("Content-Length", Integer.toString(body.getBytes(StandardCharsets.UTF_8).length));
        }
        all.putAll(headers);
        StringBuilder text = new StringBuilder(method + " " + address.getRawPath() + " HTTP/1.1\r\n");
        all.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
        try (Socket socket = new Socket(InetAddress.getByName(address.getHost()), address.getPort())) {
            socket.setSoTimeout(LIMIT_MS);
            socket.getOutputStream()
                    .write(text.append("\r\n").append(body).toString().getBytes(StandardCharsets.UTF_8));
            return reply(socket.getInputStream());
        }
    }

    private static Reply reply(InputStream in) throws IOException {
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new IOException("no answer but '" + text + "'");
        }
        return new Reply(Integer.parseInt(text.split(" ", 3)[1]), text.substring(0, end), text.substring(end + 4));
    }
}
