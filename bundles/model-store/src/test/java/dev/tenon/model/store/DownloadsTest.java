// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tenon.api.model.InstalledModel;
import dev.tenon.runtime.ModelRefusedException;
import dev.tenon.runtime.ModelRefusedException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DownloadsTest {
    private final byte[] content = new byte[300_000];
    private final List<String> ranges = new ArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);

    @TempDir
    private Path temp;

    private HttpServer server;
    private volatile int cutAfter = Integer.MAX_VALUE;
    private volatile boolean stalls;
    private volatile String tag = "\"one\"";

    @BeforeEach
    void serve() throws IOException {
        new Random(1).nextBytes(content);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/file", this::file);
        server.createContext("/m.onnx", exchange -> whole(exchange, OnnxModels.MATMUL));
        server.createContext(
                "/m.json", exchange -> whole(exchange, OnnxModels.DESCRIPTOR.getBytes(StandardCharsets.UTF_8)));
        server.createContext("/lone.onnx", exchange -> whole(exchange, OnnxModels.MATMUL));
        server.createContext("/lone.json", exchange -> {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
    }

    private static void whole(HttpExchange exchange, byte[] body) throws IOException {
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** Serves ranges as RFC 9110 says, and cuts the connection where a test wants it. */
    private void file(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        String condition = exchange.getRequestHeaders().getFirst("If-Range");
        synchronized (ranges) {
            ranges.add(String.valueOf(range));
        }
        int from = 0;
        if (range != null && (condition == null || condition.equals(tag))) {
            from = Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
        }
        exchange.getResponseHeaders().set("ETag", tag);
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, content.length - from);
        int count = Math.min(content.length - from, cutAfter);
        exchange.getResponseBody().write(content, from, count);
        exchange.getResponseBody().flush();
        if (stalls) {
            await();
        }
        exchange.close();
    }

    private void await() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private Path fetch(Optional<String> sha256, long bytes) throws IOException {
        FileSpec spec = new FileSpec("file", Optional.empty(), sha256, bytes);
        Path target = temp.resolve("target");
        new Downloads(temp.resolve("parts"), Duration.ofMillis(1500)).fetch(url("/file"), spec, target, done -> {});
        return target;
    }

    private ModelRefusedException refused(Optional<String> sha256, long bytes) {
        return catchThrowableOfType(ModelRefusedException.class, () -> fetch(sha256, bytes));
    }

    private long parts() throws IOException {
        try (Stream<Path> files = Files.list(temp.resolve("parts"))) {
            return files.count();
        }
    }

    /** Where each request but the first went on; what a cut connection had still in flight is lost and asked for again. */
    private List<Long> resumedAt() {
        return ranges.stream()
                .filter(range -> range.startsWith("bytes="))
                .map(range -> Long.parseLong(range.substring(6, range.length() - 1)))
                .toList();
    }

    private String sha256() throws IOException {
        return Digest.of(Files.write(temp.resolve("reference"), content));
    }

    @Test
    void goesOnWhereTheConnectionWasCut() throws IOException {
        cutAfter = 120_000;
        assertThat(fetch(Optional.of(sha256()), content.length)).hasBinaryContent(content);
        assertThat(ranges).hasSizeGreaterThanOrEqualTo(3).first().isEqualTo("null");
        assertThat(resumedAt()).isSorted().doesNotHaveDuplicates().allMatch(offset -> offset > 0);
        assertThat(parts()).isZero();
    }

    @Test
    void keepsWhatCameForALaterCall() throws IOException {
        cutAfter = 50_000;
        assertThat(refused(Optional.of(sha256()), content.length))
                .hasMessageMatching(".* \\d+ bytes are kept, the same command goes on from there.*")
                .extracting(ModelRefusedException::reason)
                .isEqualTo(Reason.UNREACHABLE);
        cutAfter = Integer.MAX_VALUE;
        assertThat(fetch(Optional.of(sha256()), content.length)).hasBinaryContent(content);
        assertThat(resumedAt()).last().satisfies(offset -> assertThat(offset).isBetween(1L, 150_000L));
    }

    @Test
    void beginsAnewWhenTheFileHasChanged() throws IOException {
        cutAfter = 50_000;
        refused(Optional.empty(), 0);
        cutAfter = Integer.MAX_VALUE;
        tag = "\"two\"";
        new Random(2).nextBytes(content);
        assertThat(fetch(Optional.empty(), 0)).hasBinaryContent(content);
        assertThat(resumedAt()).last().satisfies(offset -> assertThat(offset).isBetween(1L, 150_000L));
    }

    @Test
    void deletesWhatIsNotTheFileThatWasPromised() throws IOException {
        assertThat(refused(Optional.of("0".repeat(64)), content.length))
                .hasMessageContaining("SHA-256 " + "0".repeat(64) + " was expected, " + sha256() + " came")
                .extracting(ModelRefusedException::reason)
                .isEqualTo(Reason.UNTRUSTED);
        assertThat(parts()).isZero();
        assertThat(refused(Optional.of(sha256()), 77))
                .hasMessageContaining("77 bytes were expected, 300000 are offered");
        assertThat(parts()).isZero();
        assertThat(temp.resolve("target")).doesNotExist();
    }

    @Test
    void givesUpWhenNothingComes() throws IOException {
        cutAfter = 50_000;
        stalls = true;
        assertThat(refused(Optional.of(sha256()), content.length))
                .hasMessageContaining("bytes are kept")
                .extracting(ModelRefusedException::reason)
                .isEqualTo(Reason.UNREACHABLE);
    }

    @Test
    void saysThatNothingIsThereOrNobodyAnswers() throws IOException {
        Downloads downloads = new Downloads(temp.resolve("parts"), Duration.ofSeconds(2));
        FileSpec spec = FileSpec.named("x");
        ModelRefusedException absent = catchThrowableOfType(
                ModelRefusedException.class,
                () -> downloads.fetch(url("/lone.json"), spec, temp.resolve("t"), b -> {}));
        assertThat(absent.reason()).isEqualTo(Reason.UNKNOWN);
        URI nobody = url("/file");
        server.stop(0);
        ModelRefusedException silent = catchThrowableOfType(
                ModelRefusedException.class, () -> downloads.fetch(nobody, spec, temp.resolve("t"), b -> {}));
        assertThat(silent.reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(silent).hasMessageContaining("cannot be reached; try again later");
    }

    @Test
    void addsAModelFromAnAddressWithTheDescriptorBesideIt() throws IOException {
        FileModelStore store =
                new FileModelStore(temp.resolve("home"), Optional.empty(), Duration.ofSeconds(5), model -> {});
        store.addBackend(OnnxModels.BACKEND);
        List<Long> heard = new ArrayList<>();
        InstalledModel added = store.add(url("/m.onnx").toString(), Optional.empty(), (done, total) -> heard.add(done));
        assertThat(added.descriptor().id()).isEqualTo("triple");
        assertThat(added.file()).hasBinaryContent(OnnxModels.MATMUL);
        assertThat(heard).last().isEqualTo((long) OnnxModels.MATMUL.length);
        ModelRefusedException lone = catchThrowableOfType(
                ModelRefusedException.class,
                () -> store.add(url("/lone.onnx").toString(), Optional.empty(), (done, total) -> {}));
        assertThat(lone.reason()).isEqualTo(Reason.BAD_DESCRIPTOR);
        assertThat(lone).hasMessageContaining("has no descriptor beside it (lone.json)");
        Path descriptor = Files.writeString(temp.resolve("d.json"), OnnxModels.DESCRIPTOR.replace("triple", "lone"));
        assertThat(store.add(url("/lone.onnx").toString(), Optional.of(descriptor.toString()), (done, total) -> {})
                        .descriptor()
                        .id())
                .isEqualTo("lone");
    }
}
