// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Calls a plugin's servlet over HTTP; its events may end, but not break off. The caller's own thread sends and receives:
 * {@link java.net.http.HttpClient} hands each call to two more threads and back, and each would wait for a core of the host
 * that is measured.
 */
@Component(property = SwapCalls.KIND + "=servlet")
public final class WebCalls implements SwapCalls {
    /** System property: where the host serves. */
    static final String URL = "tenon.bench.url";

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Starts without a call. */
    @Activate
    public WebCalls() {}

    @Override
    public void call() throws IOException {
        HttpURLConnection connection = open(LabourServlet.QUICK);
        String body = new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!body.equals(LabourSkill.DONE)) {
            throw new IllegalStateException("a wrong answer: " + body);
        }
    }

    @Override
    public boolean stream(BooleanSupplier goOn) throws IOException {
        HttpURLConnection connection = open(LabourServlet.EVENTS);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (goOn.getAsBoolean() && line != null) {
                line = lines.readLine();
            }
        } finally {
            connection.disconnect();
        }
        return true;
    }

    private static HttpURLConnection open(String path) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create(System.getProperty(URL) + path).toURL().openConnection();
        connection.setConnectTimeout(Math.toIntExact(PATIENCE.toMillis()));
        connection.setReadTimeout(Math.toIntExact(PATIENCE.toMillis()));
        int status = connection.getResponseCode();
        if (status != HttpURLConnection.HTTP_OK) {
            connection.disconnect();
            throw new IllegalStateException("status " + status + " for " + path);
        }
        return connection;
    }
}
