// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import dev.tenon.api.tensor.Tensor;
import dev.tenon.api.tensor.TensorSpec;
import dev.tenon.quantization.TrafficFolder.State;
import dev.tenon.runtime.LiveCalibration.Sampled;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The calls of the models of one original, of which some are kept. What {@link #offer} and {@link #sampled} do may happen on
 * any thread; all else happens on the sampler's alone.
 */
final class Traffic {
    private static final Reservoir.Fate PASSED = new Reservoir.Fate(OptionalInt.empty(), false);

    private final String sha256;
    private final TrafficFolder folder;
    private final Limits limits;
    private final LongUnaryOperator random;
    private final Set<String> models = new ConcurrentSkipListSet<>();
    private volatile @Nullable Reservoir reservoir;
    private volatile List<TensorSpec> asked = List.of();
    private volatile State state = State.NEW;
    private volatile boolean isFrozen;
    private volatile boolean isGone;
    private volatile int samples;
    private volatile long bytes;

    /**
     * What may be kept.
     *
     * @param samples calls
     * @param bytes of their values
     */
    record Limits(int samples, long bytes) {}

    /**
     * Goes on with what is in a folder, which need not exist.
     *
     * @param sha256 of the original
     * @param random as {@link Reservoir} takes it
     * @throws IOException if the folder cannot be read
     */
    Traffic(String sha256, TrafficFolder folder, Limits limits, LongUnaryOperator random) throws IOException {
        this.sha256 = sha256;
        this.folder = folder;
        this.limits = limits;
        this.random = random;
        this.state = folder.state();
        models.addAll(state.models());
        if (state.most() == limits.samples()) { // else the first call says how many there is room for
            reservoir = new Reservoir(state.most(), state.calls(), random);
        }
        count();
    }

    String sha256() {
        return sha256;
    }

    Set<String> models() {
        return new TreeSet<>(models);
    }

    TrafficFolder folder() {
        return folder;
    }

    State state() {
        return state;
    }

    int samples() {
        return samples;
    }

    /**
     * Says what becomes of a call. Returns at once.
     *
     * @param model id of the model that was called
     * @param specs what it reads
     * @param size bytes of the call's values
     */
    Reservoir.Fate offer(String model, List<TensorSpec> specs, long size) {
        if (isFrozen || isGone || size < 1 || size > limits.bytes()) {
            return PASSED;
        }
        Reservoir into = reservoir;
        if (into == null) {
            into = fitting(size);
        }
        if (size > limits.bytes() / into.capacity()) {
            return PASSED;
        }
        models.add(model);
        asked = specs;
        return into.offer();
    }

    /** As many as there is room for, if all are as large as the first. */
    private synchronized Reservoir fitting(long size) {
        Reservoir known = reservoir;
        if (known == null) {
            known = new Reservoir((int) Math.min(limits.samples(), limits.bytes() / size), 0, random);
            reservoir = known;
        }
        return known;
    }

    /** Keeps a call, if it has numbers alone; else nothing in its place. What is frozen stays as it is. */
    void keep(int slot, CallInputs call) throws IOException {
        Reservoir into = reservoir;
        if (isGone || isFrozen || into == null) {
            return;
        }
        if (!call.isFinite()) {
            folder.drop(slot);
            count();
        } else {
            if (samples == 0 || models.size() > state.models().size()) {
                save(state); // whose calls they are is written before them: so it is known whose permission they need
            }
            folder.keep(slot, call);
            folder.trim(into.capacity());
            count();
        }
    }

    private void count() throws IOException {
        List<Path> calls = folder.calls();
        samples = calls.size();
        bytes = folder.bytes();
    }

    /** Remembers what is known. */
    void save(State known) throws IOException {
        Reservoir into = reservoir;
        state = known.of(List.copyOf(models), into == null ? 0 : into.capacity(), into == null ? 0 : into.seen());
        if (!isGone) {
            folder.create();
            folder.state(state);
        }
    }

    /** Keeps everything as it is, while it is read. */
    void freeze() {
        isFrozen = true;
    }

    /** Goes on, with a new window. */
    void thaw() {
        Reservoir into = reservoir;
        if (into != null) {
            into.restart();
        }
        isFrozen = false;
    }

    boolean isGone() {
        return isGone;
    }

    boolean isFrozen() {
        return isFrozen;
    }

    void delete() throws IOException {
        isGone = true;
        folder.delete();
    }

    /** Returns the kept calls, item by item; each pass reads them anew, and throws {@link UncheckedIOException}. */
    Iterable<Map<String, Tensor>> items() throws IOException {
        List<Path> calls = folder.calls();
        List<TensorSpec> specs = asked;
        return () -> calls.stream().flatMap(call -> items(call, specs).stream()).iterator();
    }

    private static List<Map<String, Tensor>> items(Path call, List<TensorSpec> specs) {
        try {
            NumpySet set = NumpySet.read(call, specs);
            List<Map<String, Tensor>> items = new ArrayList<>();
            for (int i = 0; i < set.size(); i++) {
                items.add(set.inputs(i));
            }
            return items;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns what the operator sees, for each of the models. */
    List<Sampled> sampled() {
        Reservoir into = reservoir;
        State known = state;
        List<Sampled> all = new ArrayList<>();
        for (Iterator<String> ids = models.iterator(); ids.hasNext(); ) {
            all.add(new Sampled(
                    ids.next(),
                    samples,
                    into == null ? 0 : into.capacity(),
                    bytes,
                    into == null ? 0 : into.seen(),
                    known.reference(),
                    known.drift(),
                    known.limit(),
                    known.outside(),
                    known.compared(),
                    known.recalibrated(),
                    known.outcome()));
        }
        return all;
    }
}
