// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import dev.tenon.api.backend.BackendException;
import dev.tenon.api.platform.Inference;
import dev.tenon.api.tensor.ElementType;
import dev.tenon.api.tensor.Shape;
import dev.tenon.api.tensor.Tensor;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * Some milliseconds of real inference with the model of {@link OnnxChain}, in a generated plugin or beside one. Whoever
 * was stopped refuses, also at the end of a call under way: then it was stopped too early. Thread-safe.
 */
final class ModelWork {
    /** System property: rows of a call's input, so many that a call takes long enough on this machine. */
    static final String ROWS = "tenon.bench.rows";

    static final String MODEL = "bench-chain";
    /** Steps of what is long: a stream, a slow call. */
    static final int SLOW_STEPS = 20;

    static final long SLOW_STEP_MILLIS = 20;

    private final Inference inference;
    private final Queue<Tensors> idle = new ConcurrentLinkedQueue<>();
    private volatile boolean stopped;

    private record Tensors(Tensor in, Tensor out) {}

    ModelWork(Inference inference) {
        this.inference = inference;
    }

    /** Runs the model once and looks at its result. */
    void run() throws BackendException {
        check();
        Tensors free = idle.poll();
        Tensors tensors = free != null ? free : allocate();
        int last = tensors.in().floats().capacity() - 1;
        tensors.in().floats().put(last, 0.5f);
        tensors.out().floats().put(last, 0);
        inference.run(MODEL, Map.of(OnnxChain.INPUT, tensors.in()), Map.of(OnnxChain.OUTPUT, tensors.out()));
        if (tensors.out().floats().get(last) != 0.5f) {
            throw new IllegalStateException("the model gave a wrong result");
        }
        idle.add(tensors);
        check();
    }

    private static Tensors allocate() {
        Shape shape = Shape.of(Integer.getInteger(ROWS, 1), OnnxChain.WIDTH);
        return new Tensors(Tensor.allocate(ElementType.FLOAT32, shape), Tensor.allocate(ElementType.FLOAT32, shape));
    }

    /** Waits for one step of what is long. */
    void step() {
        check();
        pause();
        check();
    }

    /** The same, for who looks by itself whether it was stopped. */
    void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(SLOW_STEP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in a call", e);
        }
    }

    /** Refuses everything from now on. */
    void stop() {
        stopped = true;
    }

    boolean isStopped() {
        return stopped;
    }

    private void check() {
        if (stopped) {
            throw new IllegalStateException("called while its plugin was stopped");
        }
    }
}
