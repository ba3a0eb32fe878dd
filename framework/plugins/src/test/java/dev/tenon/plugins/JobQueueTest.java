// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.admin.AdminException;
import dev.tenon.admin.Job;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.service.condition.Condition;

@Timeout(60)
class JobQueueTest {
    private final JobQueue jobs = new JobQueue();

    @AfterEach
    void close() {
        jobs.close();
    }

    private Job ended(Job job) {
        return TestHost.ended(jobs, job);
    }

    @Test
    void callsOffWhatRunsAndWhatWaits() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Job runs = jobs.submit("long", progress -> {
            begun.countDown();
            new CountDownLatch(1).await();
            return "never";
        });
        Job waits = jobs.submit("later", progress -> "was not meant to run");
        Job next = jobs.submit("next", progress -> "" + Thread.currentThread().isInterrupted());
        begun.await();
        assertThat(jobs.cancel(waits.id()).orElseThrow().state()).isEqualTo(Job.State.FAILED);
        jobs.cancel(runs.id());
        assertThat(ended(runs).problem().orElseThrow().code()).isEqualTo("cancelled");
        assertThat(ended(waits).problem().orElseThrow().message())
                .isEqualTo("'later' was called off, nothing was changed");
        assertThat(ended(next).result()).as("the next one is not interrupted").isEqualTo("false");
        assertThatThrownBy(() -> jobs.cancel(next.id())).isInstanceOf(AdminException.class);
        assertThat(jobs.cancel("no such job")).isEmpty();
    }

    @Test
    void whoWaitsHearsOfEachStepAndOfTheEnd() throws Exception {
        CountDownLatch heard = new CountDownLatch(1);
        Job job = jobs.submit("two steps", progress -> {
            progress.step("one");
            heard.await();
            progress.step("two");
            return "done";
        });
        Duration patience = Duration.ofMinutes(5);
        assertThat(jobs.await(job.id(), 0, patience).orElseThrow().steps()).containsExactly("one");
        assertThat(jobs.await(job.id(), 1, Duration.ofMillis(1)).orElseThrow().steps())
                .as("no news in time")
                .containsExactly("one");
        heard.countDown();
        Job ended = jobs.await(job.id(), 2, patience).orElseThrow();
        assertThat(ended.state()).isEqualTo(Job.State.DONE);
        assertThat(ended.steps()).containsExactly("one", "two");
        assertThat(jobs.await("no such job", 0, patience)).isEmpty();
    }

    @Test
    void whoWaitsForWhatWillNeverBeginHearsOfIt() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        jobs.submit("long", progress -> {
            begun.countDown();
            new CountDownLatch(1).await();
            return "never";
        });
        Job cancelled = jobs.submit("cancelled", progress -> "never");
        Job queued = jobs.submit("queued", progress -> "never");
        begun.await();
        List<CompletableFuture<Job>> waiting = Stream.of(cancelled, queued, queued)
                .map(job -> CompletableFuture.supplyAsync(() -> awaited(job)))
                .toList();
        jobs.cancel(cancelled.id());
        assertThat(waiting.get(0).get().problem().orElseThrow().code()).isEqualTo("cancelled");
        jobs.close();
        for (CompletableFuture<Job> each : waiting.subList(1, 3)) {
            assertThat(each.get().state()).isEqualTo(Job.State.FAILED);
            assertThat(each.get().problem().orElseThrow().message())
                    .isEqualTo("the host was stopped before 'queued' began, nothing was changed");
        }
    }

    private Job awaited(Job job) {
        try {
            return jobs.await(job.id(), 0, Duration.ofMinutes(5)).orElseThrow();
        } catch (InterruptedException e) {
            throw new CompletionException(e);
        }
    }

    @Test
    void worksBesideChangesOnePieceAfterTheOther() throws Exception {
        CountDownLatch changed = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        Job hours = jobs.submitBeside("hours", progress -> {
            begun.countDown();
            changed.await();
            return "done";
        });
        begun.await();
        Job waits = jobs.submitBeside("waits", progress -> "done");
        Job change = jobs.submit("change", progress -> {
            String state = jobs.find(waits.id()).orElseThrow().state().name();
            changed.countDown();
            return state;
        });
        assertThat(ended(change).result()).as("the second waits for the first").isEqualTo("QUEUED");
        assertThat(ended(hours).result()).isEqualTo("done");
        assertThat(ended(waits).result()).isEqualTo("done");
    }

    @Test
    void beginsWhenThePluginsHaveStarted() throws Exception {
        HostStartup startup = new HostStartup();
        startup.addStarting(Condition.INSTANCE);
        jobs.follow(startup);
        CountDownLatch ran = new CountDownLatch(1);
        Job job = jobs.submit("install", progress -> {
            ran.countDown();
            return "installed";
        });
        while (jobs.find(job.id()).orElseThrow().steps().isEmpty()) {
            Thread.onSpinWait();
        }
        assertThat(jobs.find(job.id()).orElseThrow().steps()).containsExactly("wait for the plugins to start");
        assertThat(ran.getCount()).isEqualTo(1);
        assertThat(startup.await(Duration.ofMillis(1))).isFalse();
        startup.removeStarting(Condition.INSTANCE);
        assertThat(ended(job).result()).isEqualTo("installed");
        assertThat(ended(jobs.submit("next", progress -> "done")).steps()).isEmpty();
    }

    @Test
    void isCalledOffWhileItWaitsForTheStart() throws Exception {
        HostStartup startup = new HostStartup();
        startup.addStarting(Condition.INSTANCE);
        jobs.follow(startup);
        Job job = jobs.submit("install", progress -> "was not meant to run");
        while (jobs.find(job.id()).orElseThrow().steps().isEmpty()) {
            Thread.onSpinWait();
        }
        jobs.cancel(job.id());
        assertThat(ended(job).problem().orElseThrow().code()).isEqualTo("cancelled");
        startup.removeStarting(Condition.INSTANCE);
        assertThat(ended(jobs.submit("next", progress -> "done")).result()).isEqualTo("done");
    }

    @Test
    void whatUndoesIsNotCalledOffAgain() throws Exception {
        CountDownLatch undoing = new CountDownLatch(1);
        CountDownLatch calledAgain = new CountDownLatch(1);
        Job job = jobs.submit("install", progress -> {
            try {
                throw new AdminException(AdminException.Reason.UNFIT, "it hangs");
            } finally {
                progress.undoing();
                undoing.countDown();
                calledAgain.await();
                progress.step("undo");
            }
        });
        undoing.await();
        jobs.cancel(job.id());
        jobs.cancel(job.id());
        calledAgain.countDown();
        assertThat(ended(job).problem().orElseThrow().message()).isEqualTo("it hangs");
        assertThat(ended(job).steps()).containsExactly("undo");
    }

    @Test
    void whatIsDecidedIsFinished() throws Exception {
        CountDownLatch decided = new CountDownLatch(1);
        CountDownLatch refused = new CountDownLatch(1);
        Job job = jobs.submit("commit", progress -> {
            progress.decided();
            decided.countDown();
            refused.await();
            return "done";
        });
        decided.await();
        assertThatThrownBy(() -> jobs.cancel(job.id())).hasMessageContaining("past the point");
        refused.countDown();
        assertThat(ended(job).result()).isEqualTo("done");
    }
}
