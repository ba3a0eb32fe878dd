// SPDX-License-Identifier: Apache-2.0
package dev.tenon.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenon.console.Browser;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/**
 * Every plugin that is installed is updated, one after the other, while somebody talks to the assistant in the console,
 * somebody else asks from a shell again and again, and one more asks as fast as the host answers: none of them notices.
 */
class UpdateAllIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long PAUSE_NANOS = 500_000_000;
    private static final String NEWER = "1.0.1";
    private static final String OURS = "dev.tenon.";

    @TempDir
    Path folder;

    @Test
    void nobodyNotices() throws Exception {
        Operator operator = new Operator(folder.resolve("home"));
        try (Browser browser = new Browser("en-US", PATIENCE);
                Up up = Up.start(operator)) {
            operator.tenon("market", "token", "--publisher", "tenon", "--namespace", "dev.tenon")
                    .done();
            List<String> plugins = plugins(up);
            assertThat(plugins).contains(OURS + "backend.onnx", OURS + "device.cpu", OURS + "model.embed");
            Map<String, Optional<Path>> releases = new LinkedHashMap<>();
            for (String plugin : plugins) {
                Path newer = Jars.newer(
                        folder, plugin.replace(OURS, "tenon-").replace('.', '-'), NEWER, (name, content) -> content);
                boolean published =
                        operator.tenon("market", "publish", newer.toString()).status() == 0;
                releases.put(plugin, published ? Optional.empty() : Optional.of(newer));
            }
            assertThat(releases.get(OURS + "device.cpu"))
                    .as("the marketplace takes it: no file is needed")
                    .isEmpty();
            browser.open(operator.tenon("console").done().out().strip());
            AtomicBoolean over = new AtomicBoolean();
            CompletableFuture<Integer> shell = CompletableFuture.supplyAsync(() -> askOnAndOn(operator, over));
            int talked = 0;
            try (Askers askers = new Askers(up, 1)) {
                for (String plugin : plugins) {
                    CompletableFuture<Void> update =
                            CompletableFuture.runAsync(() -> update(operator, plugin, releases.get(plugin)));
                    while (!update.isDone()) {
                        talk(browser, ++talked);
                    }
                    update.get(1, TimeUnit.SECONDS);
                    askers.goOn(2);
                }
                askers.goOn(8);
            } finally {
                over.set(true);
            }
            assertThat(shell.get(30, TimeUnit.SECONDS)).isGreaterThan(plugins.size() / 2);
            assertThat(talked).isGreaterThanOrEqualTo(plugins.size());
            assertThat(versions(up)).as("of all plugins").containsOnly(NEWER);
            assertThat(operator.log()).doesNotContain("does not stop", "is stuck", "was ended", "did not end in time");
            assertThat(operator.tenon("plugin", "leaks").done().out()).contains("Nothing is left of");
        }
    }

    private static void talk(Browser browser, int turn) {
        browser.find("#request").sendKeys("what is 1000 + " + turn + "?", Keys.ENTER);
        browser.find(".reply:last-child:not([aria-busy]) .said", Integer.toString(1000 + turn));
    }

    private static int askOnAndOn(Operator operator, AtomicBoolean over) {
        int asked = 0;
        try {
            while (!over.get()) {
                asked++;
                assertThat(operator.ask("what is 2000 + " + asked + "?").done().out())
                        .contains(Integer.toString(2000 + asked));
                LockSupport.parkNanos(
                        PAUSE_NANOS); // a shell is a JVM each time, and the updates need the processor too
            }
            return asked;
        } catch (IOException | InterruptedException e) {
            throw new CompletionException(e);
        }
    }

    /** A plugin that uses libraries of the host comes as a file: a marketplace takes none that does. */
    private static void update(Operator operator, String plugin, Optional<Path> file) {
        try {
            if (file.isPresent()) {
                operator.tenon("plugin", "install", file.get().toString(), "--unsigned", "--accept")
                        .done();
            } else {
                operator.tenon("plugin", "update", plugin).done();
            }
        } catch (IOException | InterruptedException e) {
            throw new CompletionException(e);
        }
    }

    private static List<String> plugins(Up up) throws IOException {
        return installed(up, "id");
    }

    private static List<String> versions(Up up) throws IOException {
        return installed(up, "version");
    }

    private static List<String> installed(Up up, String field) throws IOException {
        List<String> values = new ArrayList<>();
        for (JsonNode plugin : up.admin("GET", "plugins", "").json().path("plugins")) {
            values.add(plugin.path(field).asText());
        }
        return values;
    }
}
