// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/** Bytes of files and words of sentences, as models read them. */
final class TextInputs {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int CALIBRATING = 200;

    private TextInputs() {}

    /** Magika's features: the first and last 1,024 bytes without white space at the ends, of parts of all files at hand. */
    static void files(QuantSources sources, ItemSet set, boolean isEvaluation) throws IOException {
        List<byte[]> contents = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(sources.data())) {
            for (Path file : walk.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("LICENSES"))
                    .sorted()
                    .toList()) {
                if (Files.size(file) >= 16 && Files.size(file) < 8 << 20) {
                    contents.add(Files.readAllBytes(file));
                }
            }
        }
        Random random = QuantSources.random(isEvaluation);
        for (int item = 0; item < set.items(); item++) {
            byte[] content = contents.get(random.nextInt(contents.size()));
            int start = random.nextBoolean() ? 0 : random.nextInt(content.length - 8);
            int most = content.length - start;
            int length = random.nextInt(3) == 0 ? most : (int) (8 * Math.pow(most / 8.0, random.nextDouble()));
            byte[] part = Arrays.copyOfRange(content, start, start + Math.min(most, Math.max(8, length)));
            set.integers("bytes", item, magika(part), 2_048);
        }
    }

    /** What Magika 3.3 reads of a file. */
    static int[] magika(byte[] content) {
        int half = 1_024;
        int block = 4_096;
        int padding = 256;
        int[] features = new int[2 * half];
        Arrays.fill(features, padding);
        int first = 0;
        int end = Math.min(block, content.length);
        while (first < end && isSpace(content[first])) {
            first++;
        }
        for (int i = 0; i < half && first + i < end; i++) {
            features[i] = content[first + i] & 0xff;
        }
        int least = Math.max(0, content.length - block);
        int last = content.length;
        while (last > least && isSpace(content[last - 1])) {
            last--;
        }
        for (int i = 0; i < half && last - 1 - i >= least; i++) {
            features[2 * half - 1 - i] = content[last - 1 - i] & 0xff;
        }
        return features;
    }

    private static boolean isSpace(byte value) {
        return value == ' ' || value >= '\t' && value <= '\r';
    }

    /** Sentences of the web, of encyclopedia articles and of the model's own test set, as numbers of words. */
    static void sentences(QuantSources sources, ItemSet set, boolean isEvaluation) throws IOException {
        Path folder = sources.data().resolve("text-classification/whitelightning-model-library/news_topic_clf");
        JsonNode vocabulary = MAPPER.readTree(folder.resolve("vocab.json").toFile());
        List<String> sentences =
                new ArrayList<>(Files.readAllLines(sources.data().resolve("text-data/lingua/en.txt")));
        JsonNode articles = MAPPER.readTree(
                sources.data().resolve("text-data/xquad/xquad.en.json").toFile());
        for (JsonNode article : articles.path("data")) {
            for (JsonNode paragraph : article.path("paragraphs")) {
                sentences.addAll(List.of(paragraph.path("context").asText().split("(?<=[.?!]) ")));
                paragraph
                        .path("qas")
                        .forEach(each -> sentences.add(each.path("question").asText()));
            }
        }
        List<String> lines = Files.readAllLines(folder.resolve("edge_case_data.csv"));
        lines.subList(1, lines.size()).forEach(line -> sentences.add(line.substring(0, line.lastIndexOf(','))));
        Collections.shuffle(sentences, new Random(1));
        List<String> part =
                isEvaluation ? sentences.subList(CALIBRATING, sentences.size()) : sentences.subList(0, CALIBRATING);
        for (int item = 0; item < set.items(); item++) {
            set.integers("input", item, words(part.get(item), vocabulary), 30);
        }
    }

    private static int[] words(String sentence, JsonNode vocabulary) {
        int[] numbers = new int[30];
        String[] words = sentence.toLowerCase(Locale.ROOT)
                .replaceAll("[!\"#$%&()*+,\\-./:;<=>?@\\[\\\\\\]^_`{|}~\t\n]", " ")
                .strip()
                .split("\\s+");
        for (int i = 0; i < Math.min(numbers.length, words.length); i++) {
            numbers[i] = vocabulary.path(words[i]).asInt(1);
        }
        return numbers;
    }

    /** Stories that the model tells itself, each word drawn by its odds. */
    static void stories(QuantSources sources, ItemSet set, boolean isEvaluation) throws Exception {
        int length = 48;
        Random random = QuantSources.random(isEvaluation);
        try (OrtModel model = new OrtModel(sources.data().resolve("llm/derived/stories260K.onnx"))) {
            for (int item = 0; item < set.items(); item++) {
                long[] tokens = {1};
                while (tokens.length < length) {
                    ItemSet asked = new ItemSet(1);
                    asked.longs("input_ids", 0, tokens, tokens.length);
                    float[] logits = model.answer(asked.arrays(), 0).get(0);
                    int words = logits.length / tokens.length;
                    float[] next = Arrays.copyOfRange(logits, logits.length - words, logits.length);
                    tokens = Arrays.copyOf(tokens, tokens.length + 1);
                    tokens[tokens.length - 1] = drawn(next, random);
                }
                set.longs("input_ids", item, tokens, length);
            }
        }
    }

    private static int drawn(float[] logits, Random random) {
        double most = logits[QuantMetric.best(logits)];
        double[] odds = new double[logits.length];
        double sum = 0;
        for (int i = 0; i < odds.length; i++) {
            odds[i] = Math.exp((logits[i] - most) / 0.8);
            sum += odds[i];
        }
        double left = random.nextDouble() * sum;
        int word = 0;
        while (word < odds.length - 1 && left >= odds[word]) {
            left -= odds[word];
            word++;
        }
        return word;
    }

    /** Random words: the model was never trained. */
    static void randomTokens(QuantSources sources, ItemSet set, boolean isEvaluation) {
        Random random = QuantSources.random(isEvaluation);
        int length = 24;
        for (int item = 0; item < set.items(); item++) {
            long[] words = random.longs(length, 0, 20).toArray();
            long[] ones = new long[length];
            Arrays.fill(ones, 1);
            set.longs("input_ids", item, words, length);
            set.longs("attention_mask", item, ones, length);
            set.longs("token_type_ids", item, new long[length], length);
        }
    }
}
