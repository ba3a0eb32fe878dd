// SPDX-License-Identifier: Apache-2.0
package dev.tenon.leases;

import dev.tenon.api.backend.Backend;
import dev.tenon.api.backend.BackendDescriptor;
import dev.tenon.api.backend.BackendException;
import dev.tenon.api.backend.ModelSession;
import dev.tenon.api.backend.SessionOptions;
import dev.tenon.api.lifecycle.PluginWithdrawnException;
import java.nio.file.Path;

/** Fronts of backends. A session of theirs moves to the successor when its backend is replaced. */
final class BackendFronts implements FrontFactory<Backend> {
    @Override
    public Class<Backend> type() {
        return Backend.class;
    }

    @Override
    public void prepare(Backend service) {
        service.descriptor();
    }

    @Override
    public Backend front(Calls<Backend> calls) {
        return new BackendFront(calls);
    }

    static BackendException closed(PluginWithdrawnException gone) {
        return new BackendException(BackendException.Reason.CLOSED, gone.getMessage(), gone);
    }

    private static final class BackendFront implements Backend {
        private final Calls<Backend> calls;

        private BackendFront(Calls<Backend> calls) {
            this.calls = calls;
        }

        @Override
        public BackendDescriptor descriptor() {
            return calls.call(Backend::descriptor);
        }

        @Override
        public ModelSession open(Path model, SessionOptions options) throws BackendException {
            return LeasedSession.open(calls, model, options);
        }

        @Override
        public String toString() {
            return "front of a backend of " + calls.plugin();
        }
    }
}
