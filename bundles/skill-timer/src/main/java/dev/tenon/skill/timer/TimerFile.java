// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.timer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenon.api.platform.DataFolder;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The file of all timers, replaced whole: after a crash at any moment the old content is there or the new. A file that
 * cannot be understood is never touched. Works on trees alone: Jackson remembers classes, and would remember this
 * bundle's when it is long gone.
 */
final class TimerFile {
    static final String NAME = "timers.json";
    private static final int FORMAT = 1;
    private static final long MAX_BYTES = 1 << 20;
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final DataFolder folder;

    TimerFile(DataFolder folder) {
        this.folder = folder;
    }

    List<Timer> read() throws StoreException {
        try {
            Path file = folder.path().resolve(NAME);
            if (Files.size(file) > MAX_BYTES) {
                throw new StoreException(Problem.DAMAGED, new IOException(file + " is too large to be ours"));
            }
            return content(file);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException | UncheckedIOException e) {
            throw new StoreException(Problem.UNREADABLE, e);
        }
    }

    private static List<Timer> content(Path file) throws IOException, StoreException {
        try {
            JsonNode tree = MAPPER.readTree(Files.readAllBytes(file));
            if (tree.path("format").asInt() > FORMAT) {
                throw new StoreException(Problem.NEWER, new IOException(file + " has a newer format"));
            }
            List<Timer> timers = new ArrayList<>();
            for (JsonNode item : tree.path("timers")) {
                timers.add(timer(item));
            }
            boolean sound = tree.path("format").asInt() == FORMAT
                    && tree.path("timers").isArray()
                    && timers.size() <= Timers.MAX
                    && timers.stream().allMatch(Timer::isSound)
                    && timers.stream().map(Timer::number).distinct().count() == timers.size();
            if (!sound) {
                throw new StoreException(Problem.DAMAGED, new IOException(file + " holds no list of timers"));
            }
            return List.copyOf(timers);
        } catch (JsonProcessingException | CharConversionException | DateTimeParseException e) {
            throw new StoreException(Problem.DAMAGED, new IOException(file + " cannot be understood", e));
        }
    }

    private static Timer timer(JsonNode item) {
        return new Timer(
                item.path("number").asLong(),
                Optional.of(item.path("name").asText()).filter(name -> !name.isEmpty()),
                Duration.ofSeconds(item.path("seconds").asLong()),
                Instant.parse(item.path("ends").asText()),
                Locale.forLanguageTag(item.path("language").asText()));
    }

    private static byte[] bytes(List<Timer> timers) throws IOException {
        ObjectNode tree = MAPPER.createObjectNode().put("format", FORMAT);
        for (Timer timer : timers) {
            ObjectNode item = MAPPER.createObjectNode().put("number", timer.number());
            timer.name().ifPresent(name -> item.put("name", name));
            item.put("seconds", timer.length().toSeconds())
                    .put("ends", timer.ends().toString())
                    .put("language", timer.language().toLanguageTag());
            tree.withArray("timers").add(item);
        }
        tree.withArray("timers");
        return MAPPER.writeValueAsBytes(tree);
    }

    /** Writes all timers; when this returns they survive a crash. */
    void write(List<Timer> timers) throws StoreException {
        try {
            Path home = folder.path();
            Path temporary = home.resolve("." + NAME + ".tmp");
            try (FileChannel channel = FileChannel.open(
                    temporary,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING)) {
                ByteBuffer bytes = ByteBuffer.wrap(bytes(timers));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(
                    temporary, home.resolve(NAME), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            force(home);
        } catch (IOException | UncheckedIOException e) {
            throw new StoreException(Problem.NOT_SAVED, e);
        }
    }

    /** Forces the rename; systems that cannot open folders (Windows) do so by themselves. */
    private static void force(Path home) throws IOException {
        try (FileChannel channel = FileChannel.open(home, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (AccessDeniedException e) {
            if (!System.getProperty("os.name").startsWith("Windows")) {
                throw e;
            }
        }
    }
}
