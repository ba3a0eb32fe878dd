// SPDX-License-Identifier: Apache-2.0
package dev.tenon.scheduler;

import dev.tenon.api.backend.Backend;
import dev.tenon.api.backend.BackendException;
import dev.tenon.api.backend.BackendException.Reason;
import dev.tenon.api.backend.ModelSession;
import dev.tenon.api.backend.SessionOptions;
import dev.tenon.api.model.InstalledModel;
import org.jspecify.annotations.Nullable;

/** One model on one backend, opened at its first use. Thread-safe. */
final class LoadedModel {
    private final InstalledModel model;
    private final Backend backend;
    private final SessionOptions options;
    private volatile @Nullable ModelSession session;
    private boolean closed;

    /**
     * Opens nothing yet.
     *
     * @param model what to open
     * @param backend where
     * @param options how
     */
    LoadedModel(InstalledModel model, Backend backend, SessionOptions options) {
        this.model = model;
        this.backend = backend;
        this.options = options;
    }

    /** Says whether this is still the model of its id. */
    boolean isOf(InstalledModel current) {
        return model.sha256().equals(current.sha256()) && model.file().equals(current.file());
    }

    /** Says whether it runs on that backend. */
    boolean isOn(Backend other) {
        return backend == other;
    }

    /**
     * Returns the session; the first caller opens it, the others wait.
     *
     * @return open, unless it is closed at this very moment
     * @throws BackendException if it cannot be opened, or {@link Reason#CLOSED} after {@link #close()}
     */
    ModelSession session() throws BackendException {
        ModelSession current = session;
        return current != null ? current : open();
    }

    private synchronized ModelSession open() throws BackendException {
        if (closed) {
            throw new BackendException(
                    Reason.CLOSED, "model " + model.descriptor().id() + " was let go");
        }
        ModelSession current = session;
        if (current == null) {
            current = backend.open(model.file(), options);
            session = current;
        }
        return current;
    }

    /** Waits for runs in flight and frees the session; another call must open another {@code LoadedModel}. */
    void close() {
        ModelSession current;
        synchronized (this) {
            closed = true;
            current = session;
        }
        if (current != null) {
            current.close();
        }
    }
}
