// SPDX-License-Identifier: Apache-2.0
package dev.tenon.http;

import dev.tenon.leases.Calls;
import dev.tenon.leases.Lease;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** An answer that goes on after the servlet has returned: its release stays until it is complete. */
final class LongAnswer implements AsyncListener {
    private final AtomicReference<@Nullable Lease<AsyncContext>> lease = new AtomicReference<>();

    private LongAnswer() {}

    static void keep(AsyncContext context, @Nullable LeasedResponse response, Calls.Keeper keeper) {
        LongAnswer answer = new LongAnswer();
        answer.lease.set(keeper.keep("a long answer", context, AsyncContext::complete, () -> {
            if (response != null && response.isEvents()) { // it may have become that only now
                answer.end(context);
            }
        }));
        if (response != null) {
            response.returned();
        }
        context.addListener(answer);
    }

    /** Ends server-sent events: whoever listens connects anew. */
    private void end(AsyncContext context) {
        try {
            context.complete();
        } catch (IllegalStateException e) {
            giveBack(); // it was complete already
        }
    }

    private void giveBack() {
        Lease<AsyncContext> held = lease.get();
        if (held != null) {
            held.giveBack();
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {
        giveBack();
    }

    /** {@link #onComplete} comes after it. */
    @Override
    public void onTimeout(AsyncEvent event) {
        // the release still handles it
    }

    /** {@link #onComplete} comes after it. */
    @Override
    public void onError(AsyncEvent event) {
        // the release still handles it
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        event.getAsyncContext().addListener(this);
    }
}
