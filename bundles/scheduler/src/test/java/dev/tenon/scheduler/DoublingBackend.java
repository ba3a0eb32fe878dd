// SPDX-License-Identifier: Apache-2.0
package dev.tenon.scheduler;

import dev.tenon.api.backend.Backend;
import dev.tenon.api.backend.BackendDescriptor;
import dev.tenon.api.backend.BackendException;
import dev.tenon.api.backend.BackendException.Reason;
import dev.tenon.api.backend.ModelSession;
import dev.tenon.api.backend.SessionOptions;
import dev.tenon.api.tensor.ElementType;
import dev.tenon.api.tensor.Shape;
import dev.tenon.api.tensor.Tensor;
import dev.tenon.api.tensor.TensorSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Keeps the backend's contract in a few lines of Java, so that a test can count what is open. */
final class DoublingBackend implements Backend {
    final AtomicInteger opened = new AtomicInteger();
    final AtomicInteger open = new AtomicInteger();
    private final String format;

    DoublingBackend(String format) {
        this.format = format;
    }

    @Override
    public BackendDescriptor descriptor() {
        return new BackendDescriptor("doubling", List.of(format), List.of("cpu"));
    }

    @Override
    public ModelSession open(Path model, SessionOptions options) throws BackendException {
        if (model.endsWith("broken")) {
            throw new BackendException(Reason.UNSUPPORTED_MODEL, "broken");
        }
        opened.incrementAndGet();
        open.incrementAndGet();
        return new Session();
    }

    private final class Session implements ModelSession {
        private final ReadWriteLock lock = new ReentrantReadWriteLock();
        private final AtomicBoolean closed = new AtomicBoolean();

        @Override
        public List<TensorSpec> inputs() {
            return List.of(new TensorSpec("x", ElementType.FLOAT32, Shape.of(1)));
        }

        @Override
        public List<TensorSpec> outputs() {
            return List.of(new TensorSpec("y", ElementType.FLOAT32, Shape.of(1)));
        }

        @Override
        public Map<String, Tensor> run(Map<String, Tensor> inputs) throws BackendException {
            Tensor y = Tensor.allocate(ElementType.FLOAT32, Shape.of(1));
            run(inputs, Map.of("y", y));
            return Map.of("y", y);
        }

        @Override
        public void run(Map<String, Tensor> inputs, Map<String, Tensor> outputs) throws BackendException {
            lock.readLock().lock();
            try {
                if (closed.get()) {
                    throw new BackendException(Reason.CLOSED, "closed");
                }
                outputs.get("y").floats().put(2 * inputs.get("x").floats().get());
            } finally {
                lock.readLock().unlock();
            }
        }

        @Override
        public void close() {
            lock.writeLock().lock();
            try {
                if (closed.compareAndSet(false, true)) {
                    open.decrementAndGet();
                }
            } finally {
                lock.writeLock().unlock();
            }
        }
    }
}
