// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Iterator;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Calls a plugin's servlet over HTTP; its events may end, but not break off. */
@Component(property = SwapCalls.KIND + "=servlet")
public final class WebCalls implements SwapCalls {
    /** System property: where the host serves. */
    static final String URL = "tenon.bench.url";

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newHttpClient();

    /** Starts without a call. */
    @Activate
    public WebCalls() {}

    @Override
    public void call() throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request(LabourServlet.QUICK), HttpResponse.BodyHandlers.ofString());
        check(response, response.body().equals(LabourSkill.DONE));
    }

    @Override
    public boolean stream(BooleanSupplier goOn) throws IOException, InterruptedException {
        HttpResponse<Stream<String>> response =
                client.send(request(LabourServlet.EVENTS), HttpResponse.BodyHandlers.ofLines());
        try (Stream<String> lines = response.body()) {
            check(response, true);
            Iterator<String> each = lines.iterator();
            while (goOn.getAsBoolean() && each.hasNext()) {
                each.next();
            }
        }
        return true;
    }

    private static HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create(System.getProperty(URL) + path))
                .timeout(PATIENCE)
                .build();
    }

    private static void check(HttpResponse<?> response, boolean right) {
        if (response.statusCode() != 200 || !right) {
            throw new IllegalStateException(
                    "status " + response.statusCode() + " for " + response.uri().getPath());
        }
    }
}
