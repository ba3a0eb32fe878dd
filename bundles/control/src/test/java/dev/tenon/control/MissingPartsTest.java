// SPDX-License-Identifier: Apache-2.0
package dev.tenon.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.http.TestContainer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MissingPartsTest {
    @TempDir
    private Path home;

    @Test
    void servesWhatItCanAndNamesWhatIsMissing() throws Exception {
        List<String> shared = new ArrayList<>();
        for (String library : List.of("tenon-api", "tenon-admin", "tenon-runtime")) {
            shared.add(TestContainer.exports(library));
        }
        try (TestContainer container = TestContainer.start(
                home,
                Map.of(),
                shared,
                List.of(TestContainer.classPathEntry("tenon-http"), Path.of("target/classes")))) {
            container.await("(osgi.http.whiteboard.servlet.pattern=/admin/v1/\\*)");
            assertThat(get(container, "status").statusCode()).isEqualTo(200);
            assertThat(get(container, "devices").body()).isEqualTo("{\"devices\":[]}");
            assertThat(get(container, "health").body()).isEqualTo("{\"checks\":[]}");
            assertThat(get(container, "findings").body()).isEqualTo("{\"findings\":[]}");
            for (String path : List.of(
                    "plugins", "catalogue", "history", "jobs", "models", "traces", "notices", "settings", "leaks")) {
                HttpResponse<String> response = get(container, path);
                assertThat(response.statusCode()).as(path).isEqualTo(503);
                assertThat(response.body()).contains("\"code\":\"unavailable\"", "does not run");
            }
        }
    }

    private static HttpResponse<String> get(TestContainer container, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(container.url() + "/admin/v1/" + path))
                                .header("Authorization", "Bearer " + TestContainer.TOKEN)
                                .build(),
                        BodyHandlers.ofString());
    }
}
