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
        Runnable move = response != null && response.isEvents() ? () -> answer.end(context) : null;
        if (response != null) {
            response.done();
        }
        answer.lease.set(keeper.keep("a long answer", context, AsyncContext::complete, move));
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

    @Override
    public void onTimeout(AsyncEvent event) {
        giveBack();
    }

    @Override
    public void onError(AsyncEvent event) {
        giveBack();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        event.getAsyncContext().addListener(this);
    }
}
