// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tenon.api.quantizer.QuantizedModel;
import dev.tenon.api.quantizer.RangeMethod;
import dev.tenon.runtime.VariantReport.Quality;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was measured so far, a line of JSON each: who is called off, or whose process dies, goes on where it was. Not
 * thread-safe.
 */
final class Journal {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path file;
    private final Map<String, Entry> entries = new HashMap<>();

    /**
     * A line.
     *
     * @param mix which scheme each layer was to have
     * @param ranges how ranges were found
     * @param made what was done
     * @param quality what was measured
     * @param seconds how long it took to write
     */
    record Entry(Map<String, String> mix, RangeMethod ranges, QuantizedModel made, Quality quality, double seconds) {}

    private Journal(Path file) {
        this.file = file;
    }

    /**
     * Reads what is there; a line that was not written to its end is left out.
     *
     * @param file need not exist
     * @throws IOException if it cannot be read
     */
    static Journal read(Path file) throws IOException {
        Journal journal = new Journal(file);
        if (Files.exists(file)) {
            for (String line : Files.readString(file).split("\n", -1)) {
                try {
                    Entry entry = JSON.readValue(line, Entry.class);
                    journal.entries.put(key(entry.mix(), entry.ranges()), entry);
                } catch (JsonProcessingException e) {
                    continue; // cut by a crash: it is measured again
                }
            }
        }
        return journal;
    }

    private static String key(Map<String, String> mix, RangeMethod ranges) {
        return ranges + " " + new TreeMap<>(mix);
    }

    int size() {
        return entries.size();
    }

    @Nullable
    Entry find(Map<String, String> mix, RangeMethod ranges) {
        return entries.get(key(mix, ranges));
    }

    void add(Entry entry) throws IOException {
        entries.put(key(entry.mix(), entry.ranges()), entry);
        Files.write(
                file,
                ("\n" + JSON.writeValueAsString(entry)).getBytes(StandardCharsets.UTF_8),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}
