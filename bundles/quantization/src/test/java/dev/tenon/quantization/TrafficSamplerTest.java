// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.api.model.InstalledModel;
import dev.tenon.api.model.ModelDescriptor;
import dev.tenon.api.tensor.ElementType;
import dev.tenon.api.tensor.Shape;
import dev.tenon.api.tensor.Tensor;
import dev.tenon.api.tensor.TensorSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongUnaryOperator;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrafficSamplerTest {
    private static final List<TensorSpec> ASKED =
            List.of(new TensorSpec("x", ElementType.FLOAT32, Shape.of(Shape.ANY, 4)));
    private static final String SHA = "a".repeat(64);
    private static final int CAPACITY = 50;

    @TempDir
    Path folder;

    private final Map<String, InstalledModel> installed = new ConcurrentHashMap<>();
    private final List<TrafficSampler> open = new ArrayList<>();
    private final List<Integer> looks = new ArrayList<>();
    private Duration grace = Duration.ofHours(1);
    private volatile boolean mayForget = true;
    private volatile boolean isBroken;

    @AfterEach
    void end() {
        open.forEach(TrafficSampler::close);
    }

    private void install(String id, String sha256) {
        ModelDescriptor descriptor =
                new ModelDescriptor(id, id, "", "other", "onnx", "", List.of(), List.of(), Optional.empty(), List.of());
        installed.put(id, new InstalledModel(descriptor, folder.resolve("m.onnx"), sha256, 1));
    }

    private Optional<InstalledModel> original(String id) {
        if (isBroken) {
            isBroken = false;
            throw new IllegalStateException("planted");
        }
        return Optional.ofNullable(installed.get(id));
    }

    private TrafficSampler sampler(Predicate<String> permission, long bytes) throws Exception {
        Random random = new Random(3);
        LongUnaryOperator draw = bound -> Math.floorMod(random.nextLong(), bound);
        TrafficSampler sampler = new TrafficSampler(
                folder.resolve("cache/traffic"), permission, this::original, new Traffic.Limits(CAPACITY, bytes), draw);
        open.add(sampler);
        sampler.start(traffic -> looks.add(traffic.samples()), grace, () -> mayForget);
        return sampler;
    }

    private TrafficSampler sampler(Predicate<String> permission) throws Exception {
        return sampler(permission, 1 << 20);
    }

    /** Waits until the sampler has done what it was given so far. */
    private static void settle(TrafficSampler sampler) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        sampler.execute(done::countDown);
        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
    }

    private static void call(TrafficSampler sampler, String model, float value) throws InterruptedException {
        sampler.answered(model, ASKED, Map.of("x", Tensor.ofFloats(new float[] {value, 0, 0, 0}, 1, 4)));
        settle(sampler);
    }

    private Path kept(String sha256) {
        return folder.resolve("cache/traffic").resolve(sha256);
    }

    @Test
    void keepsSoManyAndNoMoreForTheHostsUserAlone() throws Exception {
        install("m", SHA);
        TrafficSampler sampler = sampler("m"::equals);
        for (int i = 0; i <= 4 * CAPACITY; i++) {
            call(sampler, "m", i);
        }
        assertThat(NumpySets.files(kept(SHA))).hasSize(CAPACITY);
        NumpySets set = NumpySets.read(kept(SHA), ASKED);
        List<Float> values = new ArrayList<>();
        for (int i = 0; i < set.size(); i++) {
            values.add(set.inputs(i).get("x").toFloats()[0]);
        }
        assertThat(values).doesNotHaveDuplicates().as("of the whole window").anyMatch(value -> value > 3 * CAPACITY);
        assertThat(looks).as("when full, and at each doubling").containsExactly(CAPACITY, CAPACITY, CAPACITY);
        for (Path path : List.of(kept(SHA), kept(SHA).getParent())) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rwx------");
        }
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(kept(SHA).resolve("call-00000.npz"))))
                .isEqualTo("rw-------");
        assertThat(sampler.all()).singleElement().satisfies(traffic -> assertThat(traffic.sampled())
                .singleElement()
                .satisfies(sampled -> {
                    assertThat(sampled.model()).isEqualTo("m");
                    assertThat(sampled.samples()).isEqualTo(CAPACITY);
                    assertThat(sampled.calls()).isEqualTo(4 * CAPACITY);
                    assertThat(sampled.bytes()).isPositive();
                }));
    }

    @Test
    void keepsNoMoreBytesThanAreAllowed() throws Exception {
        install("m", SHA);
        TrafficSampler sampler = sampler(id -> true, 10 * 16);
        for (int i = 0; i <= 30; i++) {
            call(sampler, "m", i);
        }
        sampler.answered("m", ASKED, Map.of("x", Tensor.ofFloats(new float[8], 2, 4)));
        settle(sampler);
        assertThat(NumpySets.files(kept(SHA))).hasSize(10);
        assertThat(NumpySets.read(kept(SHA), ASKED).size())
                .as("none is larger than its share")
                .isEqualTo(10);
    }

    @Test
    void ofOthersNothingIsKept() throws Exception {
        install("m", SHA);
        install("other", "b".repeat(64));
        TrafficSampler sampler = sampler("m"::equals);
        call(sampler, "other", 1);
        call(sampler, "other", 2);
        call(sampler, "unknown", 1);
        assertThat(folder.resolve("cache")).doesNotExist();
        assertThat(sampler.all()).isEmpty();
    }

    @Test
    void whatIsNoNumberIsNotKept() throws Exception {
        install("m", SHA);
        TrafficSampler sampler = sampler(id -> true);
        call(sampler, "m", 1);
        call(sampler, "m", Float.NaN);
        call(sampler, "m", 2);
        assertThat(NumpySets.files(kept(SHA))).hasSize(1);
        Traffic traffic = sampler.all().iterator().next();
        Map<String, Tensor> none = Map.of("x", Tensor.ofFloats(new float[] {Float.NaN, 0, 0, 0}, 1, 4));
        sampler.execute(() -> {
            traffic.keep(0, CallInputs.of(ASKED, none));
            traffic.keep(1, CallInputs.of(ASKED, none));
        });
        settle(sampler);
        assertThat(NumpySets.files(kept(SHA))).as("nor what was there before").isEmpty();
    }

    @Test
    void whatIsFrozenStaysThoughCallsWait() throws Exception {
        install("m", SHA);
        TrafficSampler sampler = sampler(id -> true);
        call(sampler, "m", 1);
        call(sampler, "m", 2);
        sampler.execute(() -> {
            Traffic traffic = sampler.all().iterator().next();
            traffic.freeze();
            traffic.keep(1, CallInputs.of(ASKED, Map.of("x", Tensor.ofFloats(new float[4], 1, 4))));
        });
        settle(sampler);
        assertThat(NumpySets.files(kept(SHA))).hasSize(1);
    }

    @Test
    void whatFailedIsTriedAgainAndNoErrorEndsIt() throws Exception {
        install("m", SHA);
        TrafficSampler sampler = sampler(id -> true);
        isBroken = true;
        sampler.execute(() -> {
            throw new OutOfMemoryError("planted");
        });
        call(sampler, "m", 1);
        call(sampler, "m", 2);
        call(sampler, "m", 3);
        assertThat(NumpySets.files(kept(SHA))).hasSize(1);
    }

    /** The host went down after a model was removed, and before its calls were. */
    @Test
    void sweepsOnceAfterItsStart() throws Exception {
        install("m", SHA);
        TrafficSampler sampler = sampler(id -> true);
        call(sampler, "m", 1);
        call(sampler, "m", 2);
        installed.remove("m");
        mayForget = false;
        sampler.sweep();
        settle(sampler);
        assertThat(NumpySets.files(kept(SHA))).as("the host stops").hasSize(1);
        sampler.close();
        mayForget = true;
        TrafficSampler patient = sampler(id -> true);
        settle(patient);
        assertThat(patient.all()).as("it may come yet").hasSize(1);
        patient.close();
        grace = Duration.ZERO;
        TrafficSampler later = sampler(id -> true);
        settle(later);
        settle(later);
        assertThat(later.all()).isEmpty();
        assertThat(kept(SHA)).doesNotExist();
    }

    @Test
    void permissionWithdrawnDeletes() throws Exception {
        install("m", SHA);
        install("n", "b".repeat(64));
        TrafficSampler sampler = sampler(id -> true);
        for (String id : List.of("m", "m", "n", "n")) {
            call(sampler, id, 1);
        }
        sampler.close();
        assertThat(kept("b".repeat(64))).exists();
        TrafficSampler later = sampler("m"::equals);
        assertThat(kept("b".repeat(64))).doesNotExist();
        assertThat(later.all()).singleElement().satisfies(traffic -> {
            assertThat(traffic.samples()).isEqualTo(1);
            assertThat(traffic.sampled().get(0).calls()).isEqualTo(1);
        });
        later.close();
        Files.writeString(kept(SHA).resolve("state.json"), "damaged");
        sampler("m"::equals);
        assertThat(kept(SHA)).as("nobody knows whose they are").doesNotExist();
    }

    /** Two models of one file: what came from the one without permission cannot be told apart. */
    @Test
    void permissionWithdrawnOfOneOfTwoDeletesBoth() throws Exception {
        install("m", SHA);
        install("twin", SHA);
        TrafficSampler sampler = sampler(id -> true);
        for (String id : List.of("m", "m", "twin", "twin")) {
            call(sampler, id, 1);
        }
        sampler.close();
        sampler("m"::equals);
        assertThat(kept(SHA)).doesNotExist();
    }

    @Test
    void aModelThatGoesTakesItsCallsAlong() throws Exception {
        install("m", SHA);
        install("n", "b".repeat(64));
        TrafficSampler sampler = sampler(id -> true);
        for (String id : List.of("m", "m", "n", "n")) {
            call(sampler, id, 1);
        }
        installed.remove("m");
        install("n", "c".repeat(64));
        sampler.sweep();
        settle(sampler);
        assertThat(folder.resolve("cache/traffic")).isEmptyDirectory();
        call(sampler, "n", 1);
        call(sampler, "n", 1);
        assertThat(kept("c".repeat(64))).as("its successor begins anew").exists();
    }

    @Test
    void noCallWaitsForTheDisk() throws Exception {
        install("m", SHA);
        TrafficSampler sampler = sampler(id -> true);
        call(sampler, "m", 0);
        CountDownLatch disk = new CountDownLatch(1);
        sampler.execute(() -> {
            try {
                assertThat(disk.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        for (int i = 0; i < CAPACITY; i++) {
            sampler.answered("m", ASKED, Map.of("x", Tensor.ofFloats(new float[4], 1, 4)));
        }
        disk.countDown();
        settle(sampler);
        assertThat(NumpySets.files(kept(SHA))).as("the others passed by").hasSize(8);
        assertThat(looks).isEmpty();
    }

    @Test
    void aFolderThatCannotBeWrittenHarmsNothing() throws Exception {
        install("m", SHA);
        Files.createDirectories(folder.resolve("cache/traffic"));
        TrafficSampler sampler = sampler(id -> true);
        call(sampler, "m", 0);
        Files.writeString(kept(SHA), "no folder");
        call(sampler, "m", 1);
        Files.delete(kept(SHA));
        call(sampler, "m", 2);
        assertThat(NumpySets.files(kept(SHA))).hasSize(1);
    }
}
