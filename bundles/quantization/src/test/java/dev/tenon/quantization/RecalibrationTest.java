// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.api.model.InstalledModel;
import dev.tenon.api.model.ModelDescriptor;
import dev.tenon.api.tensor.ElementType;
import dev.tenon.api.tensor.Shape;
import dev.tenon.api.tensor.Tensor;
import dev.tenon.api.tensor.TensorSpec;
import dev.tenon.runtime.LiveCalibration.Sampled;
import dev.tenon.runtime.ModelRefusedException;
import dev.tenon.runtime.ModelStore;
import dev.tenon.runtime.TaskFailedException;
import dev.tenon.runtime.VariantMaker;
import dev.tenon.runtime.VariantReport;
import dev.tenon.runtime.VariantReport.Verdict;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is ordered when calls drift, and what the operator hears of it. */
final class RecalibrationTest {
    private static final String SHA = "a".repeat(64);
    private static final int CAPACITY = 40;
    private static final List<TensorSpec> ASKED =
            List.of(new TensorSpec("x", ElementType.FLOAT32, Shape.of(Shape.ANY, 32)));

    /** A clock that is set by hand. */
    private static final class Hand extends Clock {
        private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    @TempDir
    Path home;

    private final Hand clock = new Hand();
    private final Random random = new Random(5);
    private final List<VariantMaker.Order> orders = new CopyOnWriteArrayList<>();
    private final List<String> uses = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> notices = new LinkedBlockingQueue<>();
    private volatile List<ModelStore.Variant> variants = List.of(variant("w8a8", 128, true));
    private volatile Function<VariantMaker.Order, VariantReport> maker = order -> report("w8a8", 128, Verdict.PASSED);
    private CalibrationPrints prints;
    private TrafficSampler sampler;
    private Recalibration recalibration;

    @BeforeEach
    void start() throws Exception {
        prints = new CalibrationPrints(home.resolve("calibration"));
        ModelDescriptor descriptor = new ModelDescriptor(
                "m", "M", "", "other", "onnx", "", List.of(), List.of(), Optional.empty(), List.of());
        InstalledModel model = new InstalledModel(descriptor, home.resolve("m.onnx"), SHA, 1);
        ModelStore store = (ModelStore) Proxy.newProxyInstance(
                ModelStore.class.getClassLoader(),
                new Class<?>[] {ModelStore.class},
                (proxy, method, args) -> switch (method.getName()) {
                    case "variants" -> variants;
                    case "useVariant" -> uses.add(args[0] + " " + args[1]);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
        sampler = new TrafficSampler(
                home.resolve("traffic"),
                id -> true,
                id -> Optional.of(model),
                new Traffic.Limits(CAPACITY, 1 << 20),
                bound -> Math.floorMod(random.nextLong(), bound));
        recalibration = new Recalibration(
                store,
                (order, notes) -> {
                    orders.add(order);
                    return maker.apply(order);
                },
                prints,
                notices::add,
                new Recalibration.Settings(0.25, Duration.ofHours(24), clock),
                sampler);
        sampler.start(recalibration::look, Duration.ofHours(1), () -> true);
        call(0, 1);
    }

    @AfterEach
    void end() {
        recalibration.close();
        sampler.close();
    }

    private static VariantReport report(String scheme, int calibrated, Verdict verdict) {
        return report("b".repeat(64), scheme, calibrated, verdict);
    }

    private static VariantReport report(String sha256, String scheme, int calibrated, Verdict verdict) {
        return new VariantReport(
                "m",
                SHA,
                sha256,
                scheme,
                new VariantReport.Device("cpu", List.of()),
                "q 1.0.0",
                verdict,
                verdict == Verdict.PASSED ? "it keeps 99 %" : "it keeps 90 %, and 98 % is required",
                new VariantReport.Quality("similarity", "d", 100, 1, 0.99, 0.99, 0.98, 0.98, 0.99),
                new VariantReport.Size(2, 1),
                new VariantReport.Speed(2, 1),
                new VariantReport.Recipe("MIN_MAX", "", calibrated, 1, 0, 1),
                List.of(),
                List.of(),
                "2026-01-01T00:00:00Z");
    }

    private static ModelStore.Variant variant(String scheme, int calibrated, boolean isUsed) {
        return new ModelStore.Variant(scheme + "-cpu", report(scheme, calibrated, Verdict.PASSED), isUsed);
    }

    private Map<String, Tensor> item(double mean) {
        float[] values = new float[32];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (mean + random.nextGaussian());
        }
        return Map.of("x", Tensor.ofFloats(values, 1, 32));
    }

    private void settle() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        sampler.execute(done::countDown);
        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
    }

    private void call(double mean, int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            sampler.answered("m", ASKED, item(mean));
            settle();
        }
    }

    private void calibratedWith(double mean) throws Exception {
        List<Map<String, Tensor>> samples = new ArrayList<>();
        for (int i = 0; i < 128; i++) {
            samples.add(item(mean));
        }
        Path file = home.resolve("print");
        Fingerprint.of(samples).write(file);
        prints.keep("b".repeat(64), file);
    }

    private String notice() throws InterruptedException {
        String notice = notices.poll(20, TimeUnit.SECONDS);
        assertThat(notice).as("a notice within 20 s").isNotNull();
        settle();
        return notice;
    }

    private Sampled sampled() {
        return sampler.all().iterator().next().sampled().get(0);
    }

    @Test
    void callsLikeTheSamplesOrderNothing() throws Exception {
        calibratedWith(0);
        call(0, CAPACITY);
        assertThat(sampled().reference()).isEqualTo("the 128 samples that w8a8-cpu was calibrated with");
        assertThat(sampled().drift()).isBetween(0.0, 0.25);
        assertThat(sampled().compared()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(orders).isEmpty();
    }

    @Test
    void callsThatDriftedHaveTheVariantCalibratedAnew() throws Exception {
        calibratedWith(0);
        call(3, CAPACITY);
        assertThat(notice())
                .startsWith("Calls of m are no longer like what its variant w8a8-cpu was calibrated with (index ")
                .endsWith(" Calibrated anew with 40 of them, it is in use: it keeps 99 %.");
        Path kept = home.resolve("traffic").resolve(SHA);
        assertThat(orders).containsExactly(new VariantMaker.Order("m", "w8a8", "cpu", kept.toString(), "", 0, true));
        assertThat(uses).containsExactly("m w8a8-cpu");
        assertThat(sampled().outcome()).isEqualTo("is in use: it keeps 99 %");
        assertThat(sampled().recalibrated()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(sampled().drift()).isGreaterThan(sampled().limit());
    }

    @Test
    void oncePerDayAtMost() throws Exception {
        calibratedWith(0);
        maker = order -> report("w8a8", 128, Verdict.FAILED);
        call(3, CAPACITY);
        assertThat(notice()).endsWith("it did not pass (it keeps 90 %, and 98 % is required): the one before stays.");
        assertThat(uses).isEmpty();
        clock.now = clock.now.plus(Duration.ofHours(24)).minusSeconds(1);
        call(3, CAPACITY);
        assertThat(sampler.all().iterator().next().isFrozen())
                .as("nothing is under way")
                .isFalse();
        assertThat(sampled().recalibrated()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(orders).hasSize(1);
        clock.now = clock.now.plusSeconds(1);
        call(3, CAPACITY);
        notice();
        assertThat(orders).hasSize(2);
        assertThat(sampled().recalibrated()).isEqualTo("2026-01-02T00:00:00Z");
    }

    @Test
    void whatFailsIsToldAndCallsAreKeptAgain() throws Exception {
        calibratedWith(0);
        maker = order -> {
            throw new ModelRefusedException(ModelRefusedException.Reason.STORAGE, "the disk is full");
        };
        call(3, CAPACITY);
        assertThat(notice()).endsWith("it could not be made (the disk is full): the one before stays.");
        call(0, 3);
        assertThat(sampled().calls()).as("a new window").isEqualTo(3);
    }

    @Test
    void whoeverWentBackMeanwhileIsLeftAlone() throws Exception {
        calibratedWith(0);
        maker = order -> {
            variants = List.of(variant("w8a8", 128, false));
            return report("w8a8", 128, Verdict.PASSED);
        };
        call(3, CAPACITY);
        assertThat(notice())
                .endsWith("it is kept and not in use, because original was put to use meanwhile: it keeps 99 %.");
        assertThat(uses).isEmpty();
    }

    @Test
    void callsStayAsTheyAreWhileTheyAreRead() throws Exception {
        calibratedWith(0);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        maker = order -> {
            begun.countDown();
            awaitEnd(end);
            return report("w8a8", 128, Verdict.PASSED);
        };
        call(3, CAPACITY);
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        settle();
        assertThat(sampled().outcome()).isEqualTo("under way");
        call(9, 2 * CAPACITY);
        assertThat(sampled().calls()).isEqualTo(CAPACITY);
        end.countDown();
        notice();
        assertThat(orders).hasSize(1);
    }

    private static void awaitEnd(CountDownLatch end) {
        try {
            assertThat(end.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TaskFailedException(TaskFailedException.Reason.CANCELLED, "called off", e);
        }
    }

    @Test
    void whoeverStopsCallsItOffAndItIsTriedAgain() throws Exception {
        calibratedWith(0);
        CountDownLatch begun = new CountDownLatch(1);
        maker = order -> {
            begun.countDown();
            awaitEnd(new CountDownLatch(1));
            return report("w8a8", 128, Verdict.PASSED);
        };
        call(3, CAPACITY);
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        recalibration.close();
        sampler.close();
        assertThat(notices).isEmpty();
        assertThat(new TrafficFolder(home.resolve("traffic").resolve(SHA))
                        .state()
                        .recalibrated())
                .isEmpty();
    }

    /** A variant from an import, or of an older Tenon: what it was calibrated with is not known. */
    @Test
    void theFirstCallsStandForUnknownSamples() throws Exception {
        call(0, CAPACITY);
        assertThat(sampled().reference()).startsWith("the first 40 calls that were kept of w8a8-cpu: what");
        assertThat(sampled().drift()).isEqualTo(-1);
        call(3, 3 * CAPACITY);
        assertThat(notice()).contains("no longer like");
        assertThat(orders).hasSize(1);
        assertThat(Files.exists(home.resolve("traffic").resolve(SHA).resolve("reference-" + "b".repeat(64) + ".json")))
                .isTrue();
    }

    @Test
    void theOriginalAndWhatNeedsNoSamplesAreNotCompared() throws Exception {
        calibratedWith(0);
        variants = List.of(variant("w8a8", 128, false));
        call(3, CAPACITY);
        variants = List.of(variant("w8", 0, true));
        call(3, CAPACITY);
        assertThat(sampled().reference()).isEmpty();
        assertThat(sampled().drift()).isEqualTo(-1);
        assertThat(orders).isEmpty();
    }

    @Test
    void whatCameAsAVariantIsLeftToItsPublisher() throws Exception {
        calibratedWith(0);
        variants = List.of(new ModelStore.Variant("w8a8-cpu", report(SHA, "w8a8", 128, Verdict.PASSED), true));
        call(0, CAPACITY);
        call(3, 3 * CAPACITY);
        assertThat(sampled().reference()).endsWith("its publisher must calibrate it");
        assertThat(orders).isEmpty();
    }
}
