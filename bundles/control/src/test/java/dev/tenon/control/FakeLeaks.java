// SPDX-License-Identifier: Apache-2.0
package dev.tenon.control;

import dev.tenon.admin.Job;
import dev.tenon.admin.Jobs;
import dev.tenon.admin.Leaks;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Finds one leak whenever it looks. */
final class FakeLeaks implements Leaks {
    private final Jobs jobs;
    private final AtomicReference<Report> last = new AtomicReference<>();

    FakeLeaks(Jobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public Job check() {
        return jobs.submit("look for leaks", progress -> {
            progress.step("collect garbage");
            Leak leak = new Leak(
                    "dev.tenon.skill.units",
                    "1.0.0",
                    Instant.parse("2026-01-01T00:00:00Z"),
                    Kind.THREAD_LOCAL,
                    "a value is still on a thread",
                    "take it away",
                    List.of("thread 'pool-1'", "its class loader"));
            last.set(new Report(Instant.parse("2026-01-01T00:01:00Z"), 3, List.of(leak)));
            return "1 of 3 is still there";
        });
    }

    @Override
    public Optional<Report> last() {
        return Optional.ofNullable(last.get());
    }
}
