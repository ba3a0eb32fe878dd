// SPDX-License-Identifier: Apache-2.0
package dev.tenon.embeddings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.api.backend.BackendException;
import dev.tenon.api.model.InstalledModel;
import dev.tenon.api.model.TextEncoding;
import dev.tenon.api.model.TextEncoding.Pooling;
import dev.tenon.api.platform.Embedding;
import dev.tenon.api.platform.UnknownModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SentenceEmbeddingsTest {
    private static final Offset<Float> NEAR = within(1e-5f);

    private final Installed installed = new Installed();
    private final SentenceEmbeddings embeddings = new SentenceEmbeddings(installed, installed);

    @TempDir
    private Path temp;

    @AfterEach
    void close() {
        installed.close();
    }

    private float[] vector(String text) throws BackendException {
        return embeddings.embed(List.of(text)).get(0).vector();
    }

    /** The table of make_encoders.py: [CLS] is (0, 0, 0, 2), [SEP] nothing, red, green and blue the first axes. */
    private static float[] unit(float... direction) {
        double square = 0;
        for (float value : direction) {
            square += value * value;
        }
        float[] unit = new float[direction.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (float) (direction[i] / Math.sqrt(square));
        }
        return unit;
    }

    @Test
    void takesTheMeanOfTheTokensAndNotOfThePadding() throws Exception {
        installed.list(Installed.tokens(Pooling.MEAN, 64, ""));
        List<Embedding> both = embeddings.embed(List.of("red", "red green green blue"));
        assertThat(installed.runs).hasValue(1);
        assertThat(both.get(0).vector()).containsExactly(unit(1, 0, 0, 2), NEAR);
        assertThat(both.get(1).vector()).containsExactly(unit(1, 2, 1, 2), NEAR);
    }

    @Test
    void takesTheFirstTokenOrTheGreatestValues() throws Exception {
        installed.list(Installed.tokens(Pooling.CLS, 64, ""));
        assertThat(vector("red green")).containsExactly(unit(0, 0, 0, 1), NEAR);
        installed.list(Installed.tokens(Pooling.MAX, 64, ""));
        List<Embedding> both = embeddings.embed(List.of("red green", "not red green blue green red"));
        assertThat(both.get(0).vector()).containsExactly(unit(1, 1, 0, 2), NEAR);
        assertThat(both.get(1).vector()).containsExactly(unit(1, 1, 1, 2), NEAR);
    }

    @Test
    void takesTheVectorThatTheModelGives() throws Exception {
        installed.list(Installed.sentence());
        List<Embedding> both = embeddings.embed(List.of("blue", "red blue red"));
        assertThat(both.get(0).vector()).containsExactly(unit(0, 0, 1, 2), NEAR);
        assertThat(both.get(1).vector()).containsExactly(unit(2, 0, 1, 2), NEAR);
        assertThat(both.get(0).cosine(both.get(0))).isCloseTo(1, within(1e-6));
    }

    @Test
    void givesNothingForATextWithoutTokens() throws Exception {
        installed.list(Installed.tokens(Pooling.MEAN, 64, "green "));
        List<Embedding> three = embeddings.embed(List.of("", " \u200b\n", "red"));
        assertThat(three.get(0).vector()).containsExactly(0, 0, 0, 0);
        assertThat(three.get(1).vector()).containsExactly(0, 0, 0, 0);
        assertThat(three.get(2).vector()).containsExactly(unit(1, 1, 0, 2), NEAR);
        installed.list(Installed.sentence());
        assertThat(vector("  ")).as("alone").containsExactly(0, 0, 0, 0);
        assertThat(embeddings.embed(List.of())).isEmpty();
    }

    @Test
    void readsTheBeginningOfALongText() throws Exception {
        installed.list(Installed.tokens(Pooling.MEAN, 5, ""));
        assertThat(vector("red ".repeat(3) + "green ".repeat(30_000))).containsExactly(unit(3, 0, 0, 2), NEAR);
    }

    @Test
    void namesTheSpaceByModelAndDigest() throws Exception {
        assertThat(embeddings.space()).isEmpty();
        InstalledModel model = Installed.sentence();
        installed.list(model);
        assertThat(embeddings.space()).contains("words@" + model.sha256().substring(0, 12));
        assertThat(embeddings.embed(List.of("red", "")))
                .extracting(Embedding::space)
                .containsOnly(embeddings.space().orElseThrow());
    }

    @Test
    void remembersWhatItEmbeddedLately() throws Exception {
        installed.list(Installed.sentence());
        List<String> texts = new ArrayList<>(Collections.nCopies(10, "red"));
        texts.add("green");
        List<Embedding> first = embeddings.embed(texts);
        assertThat(installed.texts).as("each text once").hasValue(2);
        assertThat(embeddings.embed(texts)).isEqualTo(first);
        assertThat(installed.texts).hasValue(2);
        installed.list(Installed.tokens(Pooling.MAX, 64, ""));
        assertThat(embeddings.embed(texts)).isNotEqualTo(first);
    }

    @Test
    void forgetsTheOldestAndNeverKeepsLongTexts() {
        Memory memory = new Memory(2);
        Embedding embedding = new Embedding("s", new float[1]);
        String longText = "x".repeat(Memory.MAX_CHARACTERS + 1);
        List.of("a", "b", longText).forEach(text -> memory.put(text, embedding));
        assertThat(memory.get("a")).isPresent();
        memory.put("c", embedding);
        assertThat(memory.get("a")).isPresent();
        assertThat(memory.get("b")).isEmpty();
        assertThat(memory.get(longText)).isEmpty();
    }

    @Test
    void keepsTheOrderOverManyBatches() throws Exception {
        installed.list(Installed.sentence());
        List<String> texts = IntStream.range(0, 500)
                .mapToObj(i -> "red " + "green ".repeat(i % 40) + "x".repeat(i / 40))
                .toList();
        List<Embedding> together = embeddings.embed(texts);
        assertThat(installed.runs).hasValueGreaterThan(1);
        SentenceEmbeddings other = new SentenceEmbeddings(installed, installed);
        for (int i = 0; i < texts.size(); i += 37) {
            assertThat(together.get(i).vector())
                    .containsExactly(other.embed(List.of(texts.get(i))).get(0).vector(), NEAR);
        }
    }

    @Test
    void saysThatNoEncoderIsInstalled() throws Exception {
        assertThatThrownBy(() -> embeddings.embed(List.of("red"))).isInstanceOf(UnknownModelException.class);
        installed.list(Installed.model("silent", Installed.FOLDER.resolve("sentence.onnx"), Optional.empty()));
        assertThat(embeddings.space()).isEmpty();
        assertThatThrownBy(() -> embeddings.embed(List.of("red"))).isInstanceOf(UnknownModelException.class);
    }

    @Test
    void saysWhatIsWrongWithAnEncoder() throws Exception {
        Path file = Files.copy(Installed.FOLDER.resolve("tokens.onnx"), temp.resolve("m.onnx"));
        Optional<TextEncoding> text = Optional.of(new TextEncoding("tokenizer.json", Pooling.MEAN, 64, ""));
        installed.list(Installed.model("m", file, text));
        assertThatThrownBy(() -> vector("red"))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("the tokenizer of model m cannot be read");
        Files.writeString(temp.resolve("tokenizer.json"), "{\"model\": {\"type\": \"Odd\"}}");
        assertThatThrownBy(() -> vector("red")).hasMessageContaining("the model 'Odd' is not known here");
        installed.list(Installed.tokens(Pooling.NONE, 64, ""));
        assertThatThrownBy(() -> vector("red")).hasMessageContaining("pooling 'none'");
        installed.list(Installed.tokens(Pooling.MEAN, 1, ""));
        assertThatThrownBy(() -> vector("red")).hasMessageContaining("reads 1 tokens");
    }

    @Test
    void noCallFailsWhileTheEncoderIsReplaced() throws Exception {
        installed.list(copy(0));
        embeddings.embed(List.of("warm"));
        String spaceOne = embeddings.space().orElseThrow();
        AtomicBoolean end = new AtomicBoolean();
        ExecutorService pool = Executors.newFixedThreadPool(4);
        List<Future<Integer>> callers = new ArrayList<>();
        for (int caller = 0; caller < 4; caller++) {
            callers.add(pool.submit(caller(caller, end, spaceOne)));
        }
        for (int swap = 1; swap < 60; swap++) {
            InstalledModel next = copy(swap);
            if (swap % 10 == 0) {
                installed.list();
            }
            installed.list(next);
            embeddings.embed(List.of("main " + swap));
        }
        end.set(true);
        pool.shutdown();
        assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        for (Future<Integer> caller : callers) {
            assertThat(calls(caller)).isPositive();
        }
    }

    /** Another model of the same id; even ones give one vector per text, odd ones one per token. */
    private InstalledModel copy(int number) throws IOException {
        InstalledModel model = number % 2 == 0 ? Installed.sentence() : Installed.tokens(Pooling.MAX, 64, "");
        Path folder = Files.createDirectory(temp.resolve("copy" + number));
        Files.copy(Installed.FOLDER.resolve("tokenizer.json"), folder.resolve("tokenizer.json"));
        Path file = Files.copy(model.file(), folder.resolve("model.onnx"));
        return new InstalledModel(model.descriptor(), file, model.sha256(), model.bytes());
    }

    /** Each vector must be the one of its space: it differs between the two encoders. */
    private Callable<Integer> caller(int caller, AtomicBoolean end, String spaceOne) {
        return () -> {
            int calls = 0;
            while (!end.get()) {
                String text = "red green red unknown" + caller + "x" + calls;
                Embedding embedding = embeddings.embed(List.of(text)).get(0);
                float[] expected = embedding.space().equals(spaceOne) ? unit(2, 1, 0, 3) : unit(1, 1, 0, 2);
                assertThat(embedding.vector()).containsExactly(expected, NEAR);
                calls++;
            }
            return calls;
        };
    }

    private static int calls(Future<Integer> caller) throws InterruptedException {
        try {
            return caller.get();
        } catch (ExecutionException e) {
            throw new AssertionError("a call failed", e.getCause());
        }
    }

    @Test
    void waitsNoLongerThanASwapTakes() throws Exception {
        installed.list(Installed.sentence());
        embeddings.embed(List.of("red"));
        installed.list();
        long begun = System.nanoTime();
        assertThatThrownBy(() -> vector("red")).isInstanceOf(UnknownModelException.class);
        long first = System.nanoTime();
        assertThatThrownBy(() -> vector("red")).isInstanceOf(UnknownModelException.class);
        assertThat(Duration.ofNanos(first - begun)).isGreaterThan(Duration.ofMillis(1_900));
        assertThat(Duration.ofNanos(System.nanoTime() - first)).isLessThan(Duration.ofMillis(1_900));
    }

    @Test
    void takesAnotherModelThanTheOneWithoutADescriptionOfTexts() throws IOException, BackendException {
        installed.list(
                Installed.model("silent", Installed.FOLDER.resolve("sentence.onnx"), Optional.empty()),
                Installed.sentence());
        assertThat(embeddings.embed(List.of("red")).get(0).space()).startsWith("words@");
    }
}
