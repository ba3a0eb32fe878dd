// SPDX-License-Identifier: Apache-2.0
package dev.tenon.assistant;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/** Starts at the system's time and runs on steadily, whatever happens to the system's clock meanwhile. */
final class CallClock extends Clock {
    private final Instant start;
    private final long nanos;
    private final ZoneId zone;

    private CallClock(Instant start, long nanos, ZoneId zone) {
        this.start = start;
        this.nanos = nanos;
        this.zone = zone;
    }

    static CallClock now() {
        return new CallClock(Instant.now(), System.nanoTime(), ZoneId.systemDefault());
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new CallClock(start, nanos, other);
    }

    @Override
    public Instant instant() {
        return start.plusNanos(System.nanoTime() - nanos);
    }
}
