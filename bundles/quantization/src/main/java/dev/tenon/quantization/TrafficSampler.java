// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import dev.tenon.api.model.InstalledModel;
import dev.tenon.api.tensor.Tensor;
import dev.tenon.api.tensor.TensorSpec;
import dev.tenon.runtime.CallListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps some calls. The caller's thread decides, and copies what is kept; a thread of its own writes. Where that is behind,
 * calls pass by. Thread-safe.
 */
final class TrafficSampler implements CallListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TrafficSampler.class);

    /** Copies that wait to be written. */
    private static final int MOST_WAITING = 8;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path cache;
    private final Predicate<String> permission;
    private final Function<String, Optional<InstalledModel>> originals;
    private final Traffic.Limits limits;
    private final LongUnaryOperator random;
    private final Map<String, Traffic> bySha = new ConcurrentHashMap<>();
    private final Map<String, Traffic> byModel = new ConcurrentHashMap<>();
    private final Set<String> met = ConcurrentHashMap.newKeySet();
    private final BlockingQueue<Chore> chores = new LinkedBlockingQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Thread thread = new Thread(this::work, "tenon-traffic");
    private volatile Look look = traffic -> {};
    private volatile BooleanSupplier mayForgetModels = () -> false;
    private volatile long sweepAt;
    private volatile boolean isStarted;
    private volatile boolean isClosed;

    /** Something to be done on the sampler's thread. */
    interface Chore {
        void run() throws IOException;
    }

    /** What is done with calls of which there are enough to tell something. */
    interface Look {
        void at(Traffic traffic) throws IOException;
    }

    /**
     * Goes on with what was kept, and deletes what nobody permits any more.
     *
     * @param cache a folder for each original
     * @param permission whether inputs of a model may be kept
     * @param originals finds a model as it was added
     * @param random as {@link Reservoir} takes it
     * @throws IOException if the folder cannot be read, or something in it cannot be deleted
     */
    TrafficSampler(
            Path cache,
            Predicate<String> permission,
            Function<String, Optional<InstalledModel>> originals,
            Traffic.Limits limits,
            LongUnaryOperator random)
            throws IOException {
        this.cache = cache;
        this.permission = permission;
        this.originals = originals;
        this.limits = limits;
        this.random = random;
        if (Files.isDirectory(cache)) {
            try (Stream<Path> folders = Files.list(cache)) {
                for (Path folder : folders.toList()) {
                    goOn(folder);
                }
            }
        }
        thread.setDaemon(true);
    }

    /** Whoever may not have been permitted is not kept: a folder that cannot be read goes. */
    private void goOn(Path folder) throws IOException {
        try {
            Traffic traffic =
                    new Traffic(String.valueOf(folder.getFileName()), new TrafficFolder(folder), limits, random);
            if (!traffic.models().isEmpty() && traffic.models().stream().allMatch(permission)) {
                bySha.put(traffic.sha256(), traffic);
                return;
            }
        } catch (IOException e) {
            LOG.warn("{} cannot be read and is deleted", folder, e);
        }
        Folders.delete(folder);
    }

    /**
     * Begins to hear; nothing happens on the sampler's thread before.
     *
     * @param grace after which {@link #sweep} happens once: what was removed just before the host went down is still there
     * @param mayForget whether a model that is not found is gone for good
     */
    void start(Look one, Duration grace, BooleanSupplier mayForget) {
        look = one;
        sweepAt = System.nanoTime() + grace.toNanos();
        mayForgetModels = mayForget;
        isStarted = true;
        thread.start();
    }

    @Override
    public void answered(String modelId, List<TensorSpec> asked, Map<String, Tensor> inputs) {
        if (!permission.test(modelId)) {
            return;
        }
        Traffic traffic = byModel.get(modelId);
        if (traffic == null) {
            if (met.add(modelId)) {
                execute(() -> meet(modelId));
            }
            return;
        }
        if (waiting.get() >= MOST_WAITING || !CallInputs.fits(asked, inputs)) {
            return;
        }
        Reservoir.Fate fate = traffic.offer(modelId, asked, CallInputs.bytes(inputs));
        fate.slot().ifPresent(slot -> {
            CallInputs call = CallInputs.of(asked, inputs);
            waiting.incrementAndGet();
            execute(() -> {
                try {
                    traffic.keep(slot, call);
                } finally {
                    waiting.decrementAndGet();
                }
            });
        });
        if (fate.isDue()) {
            execute(() -> look.at(traffic));
        }
    }

    /** Does something on the sampler's thread, later. */
    void execute(Chore chore) {
        if (isStarted) {
            chores.add(chore);
        }
    }

    private void meet(String modelId) throws IOException {
        try {
            Optional<InstalledModel> original = originals.apply(modelId);
            if (original.isPresent()) {
                byModel.put(modelId, traffic(original.get().sha256()));
            }
        } catch (IOException | RuntimeException e) {
            met.remove(modelId); // the next call tries again
            throw e;
        }
    }

    private Traffic traffic(String sha256) throws IOException {
        Traffic traffic = bySha.get(sha256);
        if (traffic == null) {
            traffic = new Traffic(sha256, new TrafficFolder(cache.resolve(sha256)), limits, random);
            bySha.put(sha256, traffic);
        }
        return traffic;
    }

    /** Deletes what is kept of models that are no longer here, or another file than it was; later. */
    void sweep() {
        execute(this::forget);
    }

    private void forget() {
        if (!mayForgetModels.getAsBoolean()) {
            return;
        }
        byModel.clear();
        met.clear();
        for (Traffic traffic : List.copyOf(bySha.values())) {
            if (traffic.isGone() || !isHere(traffic)) {
                run(() -> {
                    traffic.delete();
                    bySha.remove(traffic.sha256());
                });
            }
        }
    }

    private boolean isHere(Traffic traffic) {
        return traffic.models().stream().allMatch(id -> originals
                .apply(id)
                .filter(original -> original.sha256().equals(traffic.sha256()))
                .isPresent());
    }

    Collection<Traffic> all() {
        return List.copyOf(bySha.values());
    }

    private void work() {
        try {
            boolean isSwept = false;
            while (!isClosed || !chores.isEmpty()) {
                Chore chore = isSwept
                        ? chores.take()
                        : chores.poll(Math.max(0, sweepAt - System.nanoTime()), TimeUnit.NANOSECONDS);
                if (chore != null) {
                    run(chore);
                }
                if (!isSwept && sweepAt - System.nanoTime() <= 0) {
                    isSwept = true;
                    run(this::forget);
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("The sampler was interrupted", e);
        }
    }

    /** Sampling may fail, on a full disk for instance; nobody waits for it, and the next call tries again. */
    private static void run(Chore chore) {
        try {
            chore.run();
        } catch (IOException | RuntimeException e) {
            LOG.warn("Calls of a model could not be kept or looked at", e);
        } catch (Error e) { // of memory for instance: the next call needs less
            LOG.error("Calls of a model could not be kept or looked at", e);
        }
    }

    /** Writes what waits, and ends. */
    @Override
    public void close() {
        execute(() -> {
            isClosed = true;
            for (Traffic traffic : bySha.values()) {
                if (traffic.samples() > 0) {
                    traffic.save(traffic.state());
                }
            }
        });
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
    }
}
