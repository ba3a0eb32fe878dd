// SPDX-License-Identifier: Apache-2.0
package dev.tenon.tokenizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same ids as the package that defines the format, over small tokenizers of each kind (see make_fixtures.py). */
class FixtureTest {
    static final Path FOLDER = Path.of("src/test/resources/dev/tenon/tokenizers");

    static Stream<String> names() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".cases.json") && !name.startsWith("vespa"))
                    .map(name -> name.substring(0, name.indexOf('.')))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void givesTheIdsOfTheReference(String name) throws IOException {
        compare(name, FOLDER.resolve(name + ".json"));
    }

    @Test
    void givesTheIdsOfTheReferenceForARealModelsTokenizer() throws IOException {
        Path real = Path.of(System.getProperty("tenon.data"), "text-embedding-plumbing/vespa/real_tokenizer.json");
        assumeTrue(Files.isRegularFile(real), "skipped: there is no " + real);
        compare("vespa-bert", real);
    }

    private static void compare(String name, Path file) throws IOException {
        Tokenizer tokenizer = Tokenizer.read(file);
        JsonNode cases = JsonMapper.builder()
                .build()
                .readTree(FOLDER.resolve(name + ".cases.json").toFile());
        assertThat(cases).hasSizeGreaterThan(80);
        SoftAssertions all = new SoftAssertions();
        for (JsonNode each : cases) {
            String text = each.path("text").textValue();
            all.assertThat(tokenizer.encode(text, Integer.MAX_VALUE).ids())
                    .as("'%s'", text)
                    .isEqualTo(ids(each.path("ids")));
            if (each.has("first8")) {
                all.assertThat(tokenizer.encode(text, 8).ids())
                        .as("8 of '%s'", text)
                        .isEqualTo(ids(each.path("first8")));
            }
        }
        all.assertAll();
    }

    @ParameterizedTest
    @MethodSource("names")
    void readsOfALongTextWhatTheTokensNeed(String name) throws IOException {
        Tokenizer tokenizer = Tokenizer.read(FOLDER.resolve(name + ".json"));
        String sentence = "The quick brown fox; 我们明天早上 — it's 42.195 km, isn't it?\n";
        String text = sentence.repeat(1000);
        int[] some = tokenizer.encode(text, 300).ids();
        int[] most =
                tokenizer.encode(text.substring(0, 60 * 200), Integer.MAX_VALUE).ids();
        assertThat(some).hasSizeLessThanOrEqualTo(300);
        if (!name.equals("words-invert")) {
            assertThat(Arrays.copyOf(some, 290)).isEqualTo(Arrays.copyOf(most, 290));
        }
    }

    private static int[] ids(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToInt(JsonNode::intValue)
                .toArray();
    }
}
