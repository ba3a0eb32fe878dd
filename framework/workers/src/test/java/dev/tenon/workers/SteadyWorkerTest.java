// SPDX-License-Identifier: Apache-2.0
package dev.tenon.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tenon.workers.WorkerException.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SteadyWorkerTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void comesBackAfterItsRest() throws Exception {
        Backoff backoff =
                new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(1), 2, Duration.ofMinutes(10), () -> now);
        try (SteadyWorker worker = new SteadyWorker(Fixture.spec(folder), backoff)) {
            assertThat(worker.call(List.of("echo", "1"), LIMIT)).containsExactly("1");
            assertThat(reason(worker, "exit", "1")).isEqualTo(Reason.EXITED);
            WorkerException resting =
                    catchThrowableOfType(WorkerException.class, () -> worker.call(List.of("echo"), LIMIT));
            assertThat(resting.reason()).isEqualTo(Reason.RESTING);
            assertThat(resting).hasMessage("ended too often and is tried again in 2 s");
            now = now.plusSeconds(2);
            assertThat(worker.call(List.of("echo", "2"), LIMIT)).containsExactly("2");
            assertThat(reason(worker, "throw")).as("a failed call is no end").isEqualTo(Reason.FAILED);
            assertThat(reason(worker, "exit", "1")).isEqualTo(Reason.EXITED);
            assertThat(backoff.isOpen()).isTrue();
            assertThat(backoff.rest()).isEqualTo(Duration.ofMinutes(1));
        }
    }

    @Test
    void staysClosed() {
        Backoff backoff = new Backoff(LIMIT, LIMIT, 2, LIMIT, () -> now);
        SteadyWorker worker = new SteadyWorker(Fixture.spec(folder), backoff);
        worker.close();
        assertThat(reason(worker, "echo")).isEqualTo(Reason.CLOSED);
    }

    private static Reason reason(SteadyWorker worker, String... request) {
        return catchThrowableOfType(WorkerException.class, () -> worker.call(List.of(request), LIMIT))
                .reason();
    }
}
