// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.hub;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Neither the hub nor a mirror gives what was asked for; the message says why of each. */
final class UnreachableException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable HttpResponse<?> busy;

    UnreachableException(String message, Throwable cause, @Nullable HttpResponse<?> busy) {
        super(message, cause);
        this.busy = busy;
    }

    /** The hub's own answer if it has had too many requests. */
    Optional<HttpResponse<?>> busy() {
        return Optional.ofNullable(busy);
    }
}
