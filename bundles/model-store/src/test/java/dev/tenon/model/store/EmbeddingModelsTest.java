// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.tenon.api.model.InstalledModel;
import dev.tenon.api.model.TextEncoding;
import dev.tenon.runtime.ModelRefusedException;
import dev.tenon.runtime.ModelRefusedException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddingModelsTest {
    @TempDir
    private Path temp;

    private FileModelStore store;

    @BeforeEach
    void start() throws IOException {
        store = open();
        Files.write(temp.resolve("m.onnx"), OnnxModels.ENCODER);
        Files.writeString(temp.resolve("m.json"), OnnxModels.ENCODER_DESCRIPTOR);
        Files.writeString(temp.resolve("tokenizer.json"), OnnxModels.TOKENIZER);
    }

    private FileModelStore open() throws IOException {
        FileModelStore opened =
                new FileModelStore(temp.resolve("home"), Optional.empty(), Duration.ofSeconds(5), model -> {});
        opened.addBackend(OnnxModels.BACKEND);
        return opened;
    }

    private InstalledModel add(String source) {
        return store.add(source, Optional.empty(), (done, total) -> {});
    }

    @Test
    void keepsTheTokenizerBesideTheModel() throws IOException {
        InstalledModel model = add(temp.resolve("m.onnx").toString());
        TextEncoding text = model.descriptor().text().orElseThrow();
        assertThat(text).isEqualTo(new TextEncoding("tokenizer.json", TextEncoding.Pooling.MEAN, 64, "query: "));
        assertThat(model.file().resolveSibling(text.tokenizer())).hasContent(OnnxModels.TOKENIZER);
        assertThat(open().forTask("embedding")).as("after a restart").containsExactly(model);
    }

    @Test
    void readsOrdinaryLengthsWhereNothingIsSaid() throws IOException {
        Files.writeString(
                temp.resolve("m.json"),
                OnnxModels.ENCODER_DESCRIPTOR.replace(", \"maxTokens\": 64, \"prefix\": \"query: \"", ""));
        assertThat(add(temp.resolve("m.onnx").toString()).descriptor().text())
                .contains(new TextEncoding("tokenizer.json", TextEncoding.Pooling.MEAN, 512, ""));
    }

    @Test
    void fetchesTheTokenizerFromBesideTheModel() throws IOException {
        Map<String, byte[]> files = Map.of(
                "/hub/m.onnx", OnnxModels.ENCODER,
                "/hub/m.json", OnnxModels.ENCODER_DESCRIPTOR.getBytes(StandardCharsets.UTF_8),
                "/hub/tokenizer.json", OnnxModels.TOKENIZER.getBytes(StandardCharsets.UTF_8));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        files.forEach((path, body) -> server.createContext(path, exchange -> {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        }));
        server.start();
        try {
            InstalledModel model = add("http://127.0.0.1:" + server.getAddress().getPort() + "/hub/m.onnx");
            assertThat(model.file().resolveSibling("tokenizer.json")).hasContent(OnnxModels.TOKENIZER);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void refusesATokenizerThatIsNotThere() throws IOException {
        Files.delete(temp.resolve("tokenizer.json"));
        assertThat(refused(Reason.UNKNOWN)).hasMessageContaining("tokenizer.json, which is not there");
    }

    @Test
    void refusesATokenizerThatCannotBeFollowed() throws IOException {
        Files.writeString(
                temp.resolve("tokenizer.json"), OnnxModels.TOKENIZER.replace("WhitespaceSplit", "UnicodeScripts"));
        assertThat(refused(Reason.BAD_DESCRIPTOR))
                .hasMessageContaining("the tokenizer tokenizer.json: the pre-tokenizer 'UnicodeScripts'")
                .hasMessageContaining("/pre_tokenizer");
    }

    @Test
    void refusesATokenizerThatIsNotTheOneThatWasPromised() throws IOException {
        String files = "\"files\": [{\"name\": \"m.onnx\"}, {\"name\": \"tokenizer.json\", \"sha256\": \""
                + "0".repeat(64) + "\"}], \"id\"";
        Files.writeString(temp.resolve("m.json"), OnnxModels.ENCODER_DESCRIPTOR.replace("\"id\"", files));
        assertThat(refused(Reason.UNTRUSTED)).hasMessageContaining("tokenizer.json is not the file that was promised");
    }

    @Test
    void refusesATextForAModelThatReadsNone() throws IOException {
        Files.write(temp.resolve("m.onnx"), OnnxModels.MATMUL);
        assertThat(refused(Reason.BAD_DESCRIPTOR)).hasMessageContaining("/text").hasMessageContaining("input_ids");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "text"                          | "test"                             | text
            "tokenizer": "tokenizer.json",  |                                    | tokenizer
            "tokenizer": "tokenizer.json"   | "tokenizer": "../tokenizer.json"   | /text/tokenizer
            "pooling": "mean"               | "pooling": "average"               | /text/pooling
            "pooling": "mean",              |                                    | pooling
            "maxTokens": 64                 | "maxTokens": 0                     | /text/maxTokens
            "maxTokens": 64                 | "maxTokens": "64"                  | /text/maxTokens
            "prefix": "query: "             | "prefix": 3                        | /text/prefix
            "prefix"                        | "prefx"                            | prefx
            """)
    void namesTheKeyOfABadDescription(String old, String changed, String key) throws IOException {
        Files.writeString(
                temp.resolve("m.json"), OnnxModels.ENCODER_DESCRIPTOR.replace(old, changed == null ? "" : changed));
        assertThat(refused(Reason.BAD_DESCRIPTOR)).hasMessageContaining(key);
    }

    private ModelRefusedException refused(Reason reason) {
        ModelRefusedException refusal = catchThrowableOfType(
                ModelRefusedException.class, () -> add(temp.resolve("m.onnx").toString()));
        assertThat(refusal.reason()).as(refusal.getMessage()).isEqualTo(reason);
        assertThat(refusal.getMessage()).doesNotContain("\n");
        assertThat(store.all()).isEmpty();
        return refusal;
    }
}
