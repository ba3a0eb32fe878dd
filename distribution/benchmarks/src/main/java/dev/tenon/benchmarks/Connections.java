// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;

/**
 * HTTP on the thread that asks: {@link java.net.http.HttpClient} hands each request to two threads more and back, and each
 * would take the processor from what is measured. Redirects are not followed.
 */
final class Connections {
    private Connections() {}

    /**
     * Prepares a request; nothing is sent yet.
     *
     * @param patience for the connection, and then for each part of the answer
     */
    static HttpURLConnection to(String url, Duration patience) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url).toURL().openConnection();
        connection.setConnectTimeout(Math.toIntExact(patience.toMillis()));
        connection.setReadTimeout(Math.toIntExact(patience.toMillis()));
        connection.setInstanceFollowRedirects(false);
        return connection;
    }

    /**
     * Sends a body with POST. Its length is told beforehand: what has none, and a GET, the JDK would send a second time when
     * a connection breaks, and nobody would see that the first was lost.
     */
    static void post(HttpURLConnection connection, byte[] body) throws IOException {
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(body.length);
        try (OutputStream out = connection.getOutputStream()) {
            out.write(body);
        }
    }
}
