// SPDX-License-Identifier: Apache-2.0
package dev.tenon.backend.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.tenon.api.backend.BackendException;
import dev.tenon.api.backend.BackendException.Reason;
import dev.tenon.api.backend.ModelSession;
import dev.tenon.api.tensor.Shape;
import dev.tenon.api.tensor.Tensor;
import dev.tenon.api.tensor.TensorSpec;
import dev.tenon.onnxruntime.SharedSession;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A native session behind a lease: freeing it during a run would kill the process, so each run is a party of
 * {@link #leases}, and this share of the session is given back once the last party has left.
 */
final class OnnxSession implements ModelSession {
    private static final Logger LOG = LoggerFactory.getLogger(OnnxSession.class);

    private final Path file;
    private final TensorViews views;
    private final OrtSession session;
    private final SharedSession share;
    private final Ports inputs;
    private final Ports outputs;
    private final Consumer<OnnxSession> closed;
    /** One party for the session itself, until it is closed, and one for each run. */
    private final Phaser leases = new Phaser(1);

    private final AtomicBoolean closing = new AtomicBoolean();

    /**
     * Takes over a native session.
     *
     * @param file the model, for messages
     * @param environment ONNX Runtime's
     * @param share of the native session, given back by {@link #close()}
     * @param inputs what the model asks for
     * @param outputs what it gives
     * @param closed hears when the session has been freed
     */
    OnnxSession(
            Path file,
            OrtEnvironment environment,
            SharedSession share,
            List<TensorSpec> inputs,
            List<TensorSpec> outputs,
            Consumer<OnnxSession> closed) {
        this.file = file;
        this.views = new TensorViews(environment);
        this.share = share;
        this.session = share.session();
        this.inputs = new Ports("input", inputs);
        this.outputs = new Ports("output", outputs);
        this.closed = closed;
    }

    @Override
    public List<TensorSpec> inputs() {
        return inputs.specs();
    }

    @Override
    public List<TensorSpec> outputs() {
        return outputs.specs();
    }

    @Override
    public Map<String, Tensor> run(Map<String, Tensor> given) throws BackendException {
        inputs.checkAll(given);
        Map<String, Tensor> results = new LinkedHashMap<>();
        Map<String, Tensor> written = new LinkedHashMap<>();
        Set<String> copied = new HashSet<>();
        for (TensorSpec spec : outputs.specs()) {
            if (spec.shape().isFixed()) {
                Tensor memory = Tensor.allocate(spec.type(), spec.shape());
                results.put(spec.name(), memory);
                written.put(spec.name(), memory);
            } else {
                // Keeps the model's order; filled once the run has told the shape.
                results.put(spec.name(), Ports.EMPTY);
                copied.add(spec.name());
            }
        }
        run(given, written, copied, results);
        return Collections.unmodifiableMap(results);
    }

    @Override
    public void run(Map<String, Tensor> given, Map<String, Tensor> results) throws BackendException {
        inputs.checkAll(given);
        outputs.checkSome(results);
        run(given, results, Set.of(), Map.of());
    }

    private void run(
            Map<String, Tensor> given, Map<String, Tensor> written, Set<String> copied, Map<String, Tensor> results)
            throws BackendException {
        enter();
        try (TensorViews.Use in = views.of(given);
                TensorViews.Use out = views.of(written);
                OrtSession.Result result = session.run(in.byName(), copied, out.byName())) {
            for (String name : copied) {
                results.put(name, copy((OnnxTensor) result.get(name).orElseThrow(), outputs.spec(name)));
            }
        } catch (OrtException e) {
            throw failure(e);
        } finally {
            leases.arriveAndDeregister();
        }
    }

    private void enter() throws BackendException {
        if (leases.register() < 0) {
            throw ended();
        }
        if (closing.get()) {
            leases.arriveAndDeregister();
            throw ended();
        }
    }

    private BackendException ended() {
        return new BackendException(Reason.CLOSED, "the session of " + file.getFileName() + " is closed");
    }

    private BackendException failure(OrtException cause) {
        String said = String.valueOf(cause.getMessage());
        String model = file.getFileName().toString();
        if (said.contains("bad_alloc") || said.contains("Failed to allocate memory")) {
            return new BackendException(
                    Reason.OUT_OF_MEMORY, "there is not enough memory for a run of " + model, cause);
        }
        // Known only after the run began: an open output's shape, or an extent that two inputs must share.
        Reason reason = cause.getCode() == OrtException.OrtErrorCode.ORT_INVALID_ARGUMENT
                ? Reason.INVALID_TENSOR
                : Reason.FAILED;
        return new BackendException(reason, model + ": the run failed: " + ModelFile.detail(said, file), cause);
    }

    private static Tensor copy(OnnxTensor from, TensorSpec spec) {
        Tensor to = Tensor.allocate(spec.type(), Shape.of(from.getInfo().getShape()));
        to.data().put(from.getByteBuffer());
        return to;
    }

    @Override
    public void close() {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        int phase = leases.arriveAndDeregister();
        leases.awaitAdvance(phase);
        views.close();
        try {
            share.close();
        } catch (OrtException e) {
            LOG.warn("ONNX Runtime could not free the session of {}", file, e);
        }
        closed.accept(this);
    }
}
