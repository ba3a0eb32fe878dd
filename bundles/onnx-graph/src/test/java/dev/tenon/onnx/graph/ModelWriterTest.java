// SPDX-License-Identifier: Apache-2.0
package dev.tenon.onnx.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tenon.onnx.graph.ModelWriter.Layout;
import dev.tenon.onnx.graph.proto.GraphProto;
import dev.tenon.onnx.graph.proto.ModelProto;
import dev.tenon.onnx.graph.proto.TensorProto;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds of the files when several write, and when one stops in the middle. */
class ModelWriterTest {
    private static final int WRITERS = 8;
    private static final int SECONDS = 30;

    @TempDir
    Path temporary;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private Path folder;
    private Path target;
    private ModelProto model;

    @BeforeEach
    void read() throws IOException {
        folder = Files.createDirectory(temporary.resolve("written"));
        target = folder.resolve("n.onnx");
        model = ModelReader.read(Models.save(Models.withWeights(1_000), temporary.resolve("m.onnx")));
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @EnumSource
    void leavesOtherFilesAlone(Layout layout) throws IOException {
        Path other = Files.writeString(folder.resolve("n.onnx.part"), "mine");
        ModelWriter.write(model, target, layout);
        assertThat(other).hasContent("mine");
        Files.write(temporary.resolve("m.onnx"), new byte[10]);
        assertThatThrownBy(() -> ModelWriter.write(model, folder.resolve("o.onnx"), layout))
                .isInstanceOf(OnnxException.class);
        assertThat(names())
                .isEqualTo(
                        layout == Layout.INLINE
                                ? List.of("n.onnx", "n.onnx.part")
                                : List.of("n.onnx", "n.onnx.data", "n.onnx.part"));
    }

    @ParameterizedTest
    @EnumSource
    void takesNoNameThatALinkHas(Layout layout) throws IOException {
        Path link = Files.createSymbolicLink(
                layout == Layout.INLINE ? target : folder.resolve("n.onnx.data"), folder.resolve("nowhere"));
        assertThatThrownBy(() -> ModelWriter.write(model, target, layout))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(names()).containsExactly(link.getFileName().toString());
    }

    @ParameterizedTest
    @EnumSource
    void ofSeveralWritersOneWins(Layout layout) throws Exception {
        for (int round = 0; round < 20; round++) {
            Path file = folder.resolve(round + ".onnx");
            CyclicBarrier start = new CyclicBarrier(WRITERS);
            List<Future<String>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                ModelProto mine =
                        model.toBuilder().setProducerName("writer " + i).build();
                writers.add(threads.submit(() -> {
                    start.await(SECONDS, TimeUnit.SECONDS);
                    ModelWriter.write(mine, file, layout);
                    return mine.getProducerName();
                }));
            }
            List<String> winners = new ArrayList<>();
            for (Future<String> writer : writers) {
                try {
                    winners.add(writer.get(SECONDS, TimeUnit.SECONDS));
                } catch (ExecutionException e) {
                    assertThat(e).hasCauseInstanceOf(FileAlreadyExistsException.class);
                }
            }
            ModelProto written = ModelReader.read(file);
            assertThat(winners).containsExactly(written.getProducerName());
            assertThat(RoundTripTest.whole(written).getGraph())
                    .isEqualTo(RoundTripTest.whole(model).getGraph());
            assertThat(names()).hasSize((round + 1) * (layout == Layout.INLINE ? 1 : 2));
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneThatStoppedInTheMiddleIsNotInTheWay(Layout layout) throws Exception {
        Path pipe = temporary.resolve("pipe"); // opening it waits for somebody who writes
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")), "no mkfifo to stop a writer with");
        assertThat(new ProcessBuilder("/usr/bin/mkfifo", pipe.toString())
                        .start()
                        .waitFor())
                .isZero();
        TensorProto stops =
                new Region(pipe, 0, 4_000).in(Models.floats("w", 1_000).build());
        ModelProto stopping = Models.model(GraphProto.newBuilder().addInitializer(stops));
        try (WatchService created = folder.getFileSystem().newWatchService()) {
            folder.register(created, StandardWatchEventKinds.ENTRY_CREATE);
            Future<?> first = threads.submit(() -> {
                ModelWriter.write(stopping, target, layout);
                return null;
            });
            assertThat(created.poll(SECONDS, TimeUnit.SECONDS))
                    .as("a file that is begun")
                    .isNotNull();
            ModelWriter.write(model, target, layout);
            FileChannel.open(pipe, StandardOpenOption.WRITE).close();
            assertThatThrownBy(() -> first.get(SECONDS, TimeUnit.SECONDS)).hasCauseInstanceOf(IOException.class);
        }
        assertThat(RoundTripTest.whole(ModelReader.read(target))).isEqualTo(RoundTripTest.whole(model));
        assertThat(names()).hasSize(layout == Layout.INLINE ? 1 : 2);
    }

    @Test
    void aMoveOverwritesNothingEither() throws IOException {
        Path there = Files.writeString(target, "mine");
        Path partial = Files.createFile(folder.resolve("partial"));
        assertThatThrownBy(() -> NewFiles.move(partial, there)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(there).hasContent("mine");
        NewFiles.move(partial, folder.resolve("free"));
        assertThat(names()).containsExactly("free", "n.onnx");
    }

    @Test
    void othersMayReadAModelWhoMayReadNewFiles() throws IOException {
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"), "no permissions here");
        ModelWriter.write(model, target, Layout.EXTERNAL);
        Path usual = Files.createFile(folder.resolve("usual"));
        for (Path file : List.of(target, folder.resolve("n.onnx.data"))) {
            assertThat(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS))
                    .isEqualTo(Files.getPosixFilePermissions(usual));
        }
    }
}
