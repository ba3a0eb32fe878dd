// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Calls a plugin's servlet over HTTP; its events may end, but not break off. */
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
        try (InputStream in = ask(LabourServlet.QUICK)) {
            check(new String(in.readAllBytes(), StandardCharsets.UTF_8), LabourSkill.DONE);
        }
    }

    @Override
    public boolean stream(BooleanSupplier goOn) throws IOException {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(ask(LabourServlet.EVENTS), StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (line != null && goOn.getAsBoolean()) {
                if (!line.isEmpty()) {
                    check(line, LabourServlet.EVENT);
                }
                line = lines.readLine();
            }
        }
        return true;
    }

    private static InputStream ask(String path) throws IOException {
        HttpURLConnection connection = Connections.to(System.getProperty(URL) + path, PATIENCE);
        Connections.post(connection, new byte[0]);
        int status = connection.getResponseCode();
        if (status != HttpURLConnection.HTTP_OK) {
            connection.disconnect();
            throw new IllegalStateException("status " + status + " for " + path);
        }
        return connection.getInputStream();
    }

    private static void check(String answer, String right) {
        if (!answer.equals(right)) {
            throw new IllegalStateException("a wrong answer: " + answer);
        }
    }
}
