// SPDX-License-Identifier: Apache-2.0
package dev.tenon.control;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Time that made-up work takes, so that a person who looks at the console sees it going on. */
final class Pause {
    private Pause() {}

    static void of(Duration duration) {
        try {
            new CountDownLatch(1).await(duration.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
