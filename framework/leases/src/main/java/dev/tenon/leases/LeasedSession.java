// SPDX-License-Identifier: Apache-2.0
package dev.tenon.leases;

import dev.tenon.api.backend.Backend;
import dev.tenon.api.backend.BackendException;
import dev.tenon.api.backend.ModelSession;
import dev.tenon.api.backend.SessionOptions;
import dev.tenon.api.tensor.Tensor;
import dev.tenon.api.tensor.TensorSpec;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session that outlives the release of the backend that opened it: when that is replaced, the successor opens the same
 * model, runs go there from then on, and the old session is closed after its last run. What cannot be opened again is
 * {@linkplain BackendException.Reason#CLOSED closed}.
 */
final class LeasedSession implements ModelSession {
    private final Bound bound;

    private LeasedSession(Bound bound) {
        this.bound = bound;
        Lease.whenLost(this, bound::abandon);
    }

    static ModelSession open(Calls<Backend> calls, Path model, SessionOptions options) throws BackendException {
        Bound bound = new Bound(calls, model, options);
        bound.bind();
        return new LeasedSession(bound);
    }

    /** What leads to the session of now. */
    private static final class Bound {
        private static final Logger LOG = LoggerFactory.getLogger(Bound.class);

        private final Calls<Backend> calls;
        private final Path model;
        private final SessionOptions options;
        private volatile Lease<ModelSession> lease;
        private boolean closed;

        @SuppressWarnings("NullAway") // bound before it is handed out
        private Bound(Calls<Backend> calls, Path model, SessionOptions options) {
            this.calls = calls;
            this.model = model;
            this.options = options;
        }

        private void bind() throws BackendException {
            lease = calls.lend(
                    "a session of " + model.getFileName(),
                    BackendException.class,
                    BackendFronts::closed,
                    backend -> backend.open(model, options),
                    ModelSession::close,
                    this::move);
        }

        private void move() {
            Lease<ModelSession> old;
            synchronized (this) {
                if (closed) {
                    return;
                }
                old = lease;
                try {
                    bind();
                } catch (BackendException e) {
                    LOG.warn("{} cannot be opened by {}: the session on it is closed", model, calls.plugin(), e);
                    old.end();
                    return;
                }
            }
            old.finish();
        }

        private <R> R use(Calls.Work<ModelSession, R, BackendException> work) throws BackendException {
            while (true) {
                Lease<ModelSession> now = lease;
                try {
                    return now.use(BackendException.class, BackendFronts::closed, work);
                } catch (BackendException e) {
                    if (e.reason() != BackendException.Reason.CLOSED || lease == now) {
                        throw e;
                    }
                }
            }
        }

        private synchronized void close() {
            closed = true;
            lease.finish();
        }

        private synchronized void abandon() {
            closed = true;
            lease.abandon();
        }
    }

    @Override
    public List<TensorSpec> inputs() {
        return specs(ModelSession::inputs);
    }

    @Override
    public List<TensorSpec> outputs() {
        return specs(ModelSession::outputs);
    }

    private List<TensorSpec> specs(Calls.Work<ModelSession, List<TensorSpec>, BackendException> work) {
        try {
            return bound.use(session -> List.copyOf(work.on(session)));
        } catch (BackendException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    @Override
    public Map<String, Tensor> run(Map<String, Tensor> inputs) throws BackendException {
        return bound.use(session -> Collections.unmodifiableMap(new LinkedHashMap<>(session.run(inputs))));
    }

    @Override
    public void run(Map<String, Tensor> inputs, Map<String, Tensor> outputs) throws BackendException {
        bound.use(session -> {
            session.run(inputs, outputs);
            return outputs;
        });
    }

    @Override
    public void close() {
        bound.close();
    }
}
