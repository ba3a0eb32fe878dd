// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** {@code tenon up} on a home with a model and a plugin: how long until it says what is in a picture. */
final class TenonStart {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Pattern READY = Pattern.compile("tenon: ready host=(http://\\S+) ms=\\d+");

    private final Path distribution;
    private final Path home;
    private final String question;

    private TenonStart(Path distribution, Path home) throws IOException {
        this.distribution = distribution;
        this.home = home;
        this.question = MAPPER.writeValueAsString(Map.of(
                "text",
                "what is in this picture?",
                "language",
                "en",
                "attachments",
                List.of(Map.of("mediaType", "image/png", "base64", picture()))));
    }

    /** Makes a home with the model and the plugin installed. */
    static TenonStart prepare(Path distribution, Path home) throws IOException, InterruptedException {
        TenonStart start = new TenonStart(distribution, home);
        Path plugin;
        try (Stream<Path> samples = Files.list(distribution.resolve("samples"))) {
            plugin = samples.filter(jar -> jar.getFileName().toString().contains("skill-image-label"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("the distribution holds no sample skill-image-label"));
        }
        try (Program up = start.up()) {
            AdminClient host = start.host(up);
            host.addModel("squeezenet");
            host.install(plugin.toString());
            start.ask(host);
        }
        return start;
    }

    /** Starts it without a cache, waits for the answer and ends it; the planted time passes before the question. */
    long nanos(long plantedNanos) throws IOException, InterruptedException {
        Folders.delete(home.resolve("cache"));
        try (Program up = up()) {
            AdminClient host = host(up);
            TimeUnit.NANOSECONDS.sleep(plantedNanos);
            ask(host);
            return up.nanosSinceStart();
        }
    }

    private Program up() throws IOException {
        return Program.start(
                Files.createDirectories(home).resolve("err"),
                Map.of("TENON_HOME", home.toString()),
                distribution.resolve("bin").resolve("tenon").toString(),
                "up",
                "--port",
                "0",
                "--no-market");
    }

    private AdminClient host(Program up) throws IOException {
        try {
            String line = up.nextLine();
            Matcher ready = READY.matcher(line);
            if (ready.matches()) {
                return new AdminClient(ready.group(1), home);
            }
            throw new IOException("it said '" + line + "'");
        } catch (IOException e) {
            throw new IOException("tenon up did not start: " + Files.readString(home.resolve("err")), e);
        }
    }

    private void ask(AdminClient host) throws IOException, InterruptedException {
        JsonNode answer = host.askAs(question);
        if (!answer.path("answered").asBoolean() || answer.path("value").isEmpty()) {
            throw new IOException("the picture was not answered: " + answer);
        }
    }

    /** A picture of our own: which label it gets is no matter here. */
    private static String picture() {
        BufferedImage image = new BufferedImage(224, 224, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setPaint(new GradientPaint(0, 0, Color.ORANGE, 224, 224, Color.BLUE));
        pen.fillRect(0, 0, 224, 224);
        pen.setPaint(Color.RED);
        pen.fillOval(60, 80, 100, 60);
        pen.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(png.toByteArray());
    }
}
