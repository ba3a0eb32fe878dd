// SPDX-License-Identifier: Apache-2.0
package dev.tenon.backend.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import dev.tenon.api.tensor.Tensor;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * ONNX Runtime's views of tensors: the memory is the tensors' own, nothing is copied. Making and freeing a view takes
 * microseconds, so the views of tensors that come back are kept, from their second run on until they are garbage.
 * Thread-safe, but for {@link #close()}.
 */
final class TensorViews implements AutoCloseable {
    /** Tensors that are watched; beyond, views live for one run. */
    private static final int LIMIT = 256;

    private final OrtEnvironment environment;
    private final ConcurrentMap<Object, Kept> kept = new ConcurrentHashMap<>();
    private final ReferenceQueue<Tensor> garbage = new ReferenceQueue<>();

    TensorViews(OrtEnvironment environment) {
        this.environment = environment;
    }

    /** A tensor seen once, then its view. */
    private record Kept(@Nullable OnnxTensor view) {
        static final Kept SEEN = new Kept(null);
    }

    /** A tensor by identity; equal tensors are not the same memory. */
    private static final class Key extends WeakReference<Tensor> {
        private final int hash;

        Key(Tensor tensor, ReferenceQueue<Tensor> queue) {
            super(tensor, queue);
            hash = System.identityHashCode(tensor);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(Object other) {
            return this == other || other instanceof Wanted wanted && refersTo(wanted.tensor);
        }
    }

    /** Looks a key up without making a reference that the collector must follow. */
    private static final class Wanted {
        private final Tensor tensor;

        Wanted(Tensor tensor) {
            this.tensor = tensor;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(tensor);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.refersTo(tensor);
        }
    }

    /** The views for one run. */
    final class Use implements AutoCloseable {
        private final Map<String, Tensor> tensors;
        private final Map<String, OnnxTensor> byName;
        private final List<OnnxTensor> own = new ArrayList<>();

        private Use(Map<String, Tensor> tensors) throws OrtException {
            this.tensors = tensors;
            byName = new HashMap<>(tensors.size() * 2);
            try {
                for (Map.Entry<String, Tensor> each : tensors.entrySet()) {
                    byName.put(each.getKey(), find(each.getValue(), own));
                }
            } catch (OrtException e) {
                close();
                throw e;
            }
        }

        Map<String, OnnxTensor> byName() {
            return byName;
        }

        @Override
        public void close() {
            own.forEach(OnnxTensor::close);
            // Until here no view may be taken for garbage.
            tensors.values().forEach(Reference::reachabilityFence);
        }
    }

    /**
     * Gives the views of tensors.
     *
     * @param tensors by name, of types that {@link Types#java} knows
     * @return to be closed after the run
     * @throws OrtException if a view cannot be made; none is then left
     */
    Use of(Map<String, Tensor> tensors) throws OrtException {
        sweep();
        return new Use(tensors);
    }

    private OnnxTensor find(Tensor tensor, List<OnnxTensor> own) throws OrtException {
        Wanted wanted = new Wanted(tensor);
        Kept known = kept.get(wanted);
        if (known != null && known.view() != null) {
            return known.view();
        }
        OnnxTensor view = make(tensor);
        boolean stays = false;
        if (known != null) {
            stays = kept.replace(wanted, Kept.SEEN, new Kept(view));
        } else if (kept.size() < LIMIT) {
            kept.putIfAbsent(new Key(tensor, garbage), Kept.SEEN);
        }
        if (!stays) {
            own.add(view);
        }
        return view;
    }

    private OnnxTensor make(Tensor tensor) throws OrtException {
        OnnxJavaType type = Types.java(tensor.type()).orElseThrow();
        return OnnxTensor.createTensor(
                environment, tensor.data(), tensor.shape().toArray(), type);
    }

    private void sweep() {
        for (Reference<?> key = garbage.poll(); key != null; key = garbage.poll()) {
            Kept gone = kept.remove(key);
            if (gone != null && gone.view() != null) {
                gone.view().close();
            }
        }
    }

    /** How many views are kept; for tests. */
    long size() {
        sweep();
        return kept.values().stream().filter(each -> each.view() != null).count();
    }

    /** Frees all; no run may follow. */
    @Override
    public void close() {
        kept.values().forEach(each -> {
            if (each.view() != null) {
                each.view().close();
            }
        });
        kept.clear();
    }
}
