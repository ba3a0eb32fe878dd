// SPDX-License-Identifier: Apache-2.0
package dev.tenon.tokenizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TokenizerTest {
    private static final Duration QUICK = Duration.ofMillis(50);
    private static final int LONG = 100_000;

    @TempDir
    private Path temp;

    private static Tokenizer fixture(String name) throws IOException {
        return Tokenizer.read(FixtureTest.FOLDER.resolve(name + ".json"));
    }

    private Tokenizer with(String keys) throws IOException {
        return Tokenizer.read(Files.writeString(
                temp.resolve("tokenizer.json"),
                "{" + keys.replace('\'', '"')
                        + ", \"model\": {\"type\": \"WordLevel\", \"vocab\": {\"[UNK]\": 0, \"x\": 1},"
                        + " \"unk_token\": \"[UNK]\"}}"));
    }

    static Stream<Arguments> longTexts() throws IOException {
        List<String> texts = List.of(
                "a".repeat(LONG),
                "\uD83D\uDE00".repeat(LONG / 2),
                " ".repeat(LONG),
                "e" + "\u0301\u0316".repeat(LONG / 2),
                "!".repeat(LONG),
                "\u4E2D".repeat(LONG),
                "\u0000".repeat(LONG),
                "<mask".repeat(LONG / 5),
                "a b".repeat(LONG / 3),
                "\n ".repeat(LONG / 2));
        return FixtureTest.names().flatMap(name -> texts.stream().map(text -> Arguments.of(name, text)));
    }

    @ParameterizedTest(name = "{0} {index}")
    @MethodSource("longTexts")
    void isQuickWithLongTexts(String name, String text) throws IOException {
        Tokenizer tokenizer = fixture(name);
        // The thread's own time: other programs may have the processor meanwhile. The first calls are interpreted.
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 20 && best > QUICK.toNanos(); i++) {
            long begun = threads.getCurrentThreadCpuTime();
            tokenizer.encode(text, 512);
            best = Math.min(best, threads.getCurrentThreadCpuTime() - begun);
        }
        assertThat(Duration.ofNanos(best)).isLessThan(QUICK);
    }

    @Test
    void countsTheTokensOfTheTextItself() throws IOException {
        Tokenizer tokenizer = fixture("bert-uncased");
        assertThat(tokenizer.encode(" \n", 512)).isEqualTo(new Tokens(new int[] {2, 3}, 0));
        assertThat(tokenizer.encode("the fox", 512).ofText()).isPositive();
        assertThat(tokenizer.encode("the fox", 512).ids()).startsWith(2).endsWith(3);
        assertThat(tokenizer.encode("the fox ".repeat(500), 16).ids())
                .hasSize(16)
                .endsWith(3);
        assertThat(tokenizer.encode("the fox", 2)).isEqualTo(new Tokens(new int[] {2, 3}, 0));
        assertThatThrownBy(() -> tokenizer.encode("the fox", 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsHalfACharacterAsTheReplacementCharacter() throws IOException {
        Tokenizer tokenizer = fixture("bpe-tiktoken");
        assertThat(tokenizer.encode("a\uD83Db", 9)).isEqualTo(tokenizer.encode("a\uFFFDb", 9));
        assertThat(tokenizer.encode("\uDE00", 9)).isEqualTo(tokenizer.encode("\uFFFD", 9));
    }

    @Test
    void findsWhatFillsABatchUp() throws IOException {
        assertThat(fixture("bert-uncased").padding()).isZero();
        assertThat(fixture("bpe-roberta").padding()).isEqualTo(1);
        assertThat(with("'padding': {'pad_id': 7}").padding()).isEqualTo(7);
    }

    @Test
    void takesPrecompiledForNfkc() throws IOException {
        Tokenizer tokenizer = with("'normalizer': {'type': 'Precompiled', 'precompiled_charsmap': 'AAAA'}");
        assertThat(tokenizer.encode("\uFF58", 9).ids()).containsExactly(1);
    }

    @Test
    void readsFilesThatDoNotSayTheModelsType() throws IOException {
        Path file = Files.writeString(
                temp.resolve("old.json"),
                "{\"model\": {\"vocab\": {\"a\": 0, \"b\": 1, \"ab\": 2}, \"merges\": [\"a b\"]}}");
        assertThat(Tokenizer.read(file).encode("aab", 9).ids()).containsExactly(0, 2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'normalizer': {'type': 'Nmt'}                                              | the normalizer 'Nmt' is not known here (at /normalizer)
            'normalizer': {'type': 'Sequence', 'normalizers': [{'type': 'Odd'}]}       | 'Odd' is not known here (at /normalizer/normalizers/0)
            'normalizer': {'type': 'Replace', 'pattern': {'Regex': '('}, 'content': ''} | (at /normalizer/pattern/Regex)
            'pre_tokenizer': {'type': 'UnicodeScripts'}                                | the pre-tokenizer 'UnicodeScripts' is not known here (at /pre_tokenizer)
            'pre_tokenizer': {'type': 'Punctuation', 'behavior': 'Odd'}                | the behavior 'Odd' is not known here (at /pre_tokenizer/behavior)
            'pre_tokenizer': {'type': 'Metaspace', 'prepend_scheme': 'odd'}            | the prepend_scheme 'odd' is not known here (at /pre_tokenizer)
            'post_processor': {'type': 'Odd'}                                          | the post-processor 'Odd' is not known here (at /post_processor)
            'post_processor': {'type': 'TemplateProcessing', 'single': []}             | the text must stand in it once (at /post_processor/single)
            'post_processor': {'type': 'BertProcessing', 'sep': ['x', 1]}              | a list is needed (at /post_processor/cls)
            'added_tokens': [{'id': 'x', 'content': 'y'}]                              | a whole number from 0 on is needed (at /added_tokens/0/id)
            'added_tokens': 3                                                          | a list is needed (at /added_tokens)
            'truncation': []                                                           | an object is needed (at /truncation)
            """)
    void namesWhatItDoesNotKnowAndWhereItStands(String keys, String message) {
        TokenizerFormatException refusal = catchThrowableOfType(TokenizerFormatException.class, () -> with(keys));
        assertThat(refusal).hasMessageContaining(message);
        assertThat(message).contains(refusal.place());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'type': 'Odd'}                                                              | the model 'Odd' is not known here (at /model)
            {'type': 'WordPiece', 'vocab': {'a': 0}, 'unk_token': '[UNK]'}               | lacks its unk_token '[UNK]' (at /model)
            {'type': 'WordLevel', 'vocab': {'a': -1}, 'unk_token': 'a'}                  | a whole number from 0 on is needed (at /model/vocab/a)
            {'type': 'Unigram', 'vocab': [['a', 0.5], ['b']], 'unk_id': 0}               | a token and its score are needed (at /model/vocab/1)
            {'type': 'Unigram', 'vocab': [['a', 0.5]], 'unk_id': 1}                      | the vocabulary has no token 1 (at /model/unk_id)
            {'type': 'BPE', 'vocab': {'a': 0}, 'merges': ['a b']}                        | the merge does not fit the vocabulary (at /model/merges/0)
            {'type': 'BPE', 'vocab': {'a': 0}, 'merges': [], 'dropout': 0.1}             | dropout is for training
            """)
    void refusesAModelThatCannotBeFollowed(String model, String message) throws IOException {
        Path file = Files.writeString(temp.resolve("t.json"), "{\"model\": " + model.replace('\'', '"') + "}");
        assertThatThrownBy(() -> Tokenizer.read(file))
                .isInstanceOf(TokenizerFormatException.class)
                .hasMessageContaining(message);
    }

    @Test
    void refusesWhatIsNoJson() throws IOException {
        for (String text : List.of("", "{\"model\"", "[]", "3", "\u0000")) {
            Path file = Files.write(temp.resolve("t.json"), text.getBytes(StandardCharsets.UTF_8));
            assertThatThrownBy(() -> Tokenizer.read(file))
                    .as(text)
                    .isInstanceOf(TokenizerFormatException.class)
                    .message()
                    .doesNotContain("\n");
        }
        assertThatThrownBy(() -> Tokenizer.read(temp.resolve("absent.json"))).isInstanceOf(IOException.class);
    }

    @Test
    void isTheSameInEveryLocale() throws IOException {
        Tokenizer tokenizer = fixture("bert-uncased");
        Tokens before = tokenizer.encode("TITLE I", 99);
        Locale locale = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(fixture("bert-uncased").encode("TITLE I", 99)).isEqualTo(before);
        } finally {
            Locale.setDefault(locale);
        }
    }
}
