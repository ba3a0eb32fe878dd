// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.hub;

import java.io.IOException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** Receives a body of few bytes; fails when more come, whatever the server said before. */
final class LimitedBody implements BodySubscriber<byte[]> {
    private final BodySubscriber<byte[]> bytes = BodySubscribers.ofByteArray();
    private final long maxBytes;
    private long count;
    private @Nullable Subscription subscription;

    private LimitedBody(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    static BodyHandler<byte[]> upTo(long maxBytes) {
        return head -> new LimitedBody(maxBytes);
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return bytes.getBody();
    }

    @Override
    public void onSubscribe(Subscription opened) {
        subscription = opened;
        bytes.onSubscribe(opened);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        count += buffers.stream().mapToLong(ByteBuffer::remaining).sum();
        if (count > maxBytes && subscription != null) {
            subscription.cancel();
            bytes.onError(new IOException("more than " + maxBytes + " bytes came"));
            return;
        }
        bytes.onNext(buffers);
    }

    @Override
    public void onError(Throwable failure) {
        bytes.onError(failure);
    }

    @Override
    public void onComplete() {
        bytes.onComplete();
    }
}
