// SPDX-License-Identifier: Apache-2.0
package dev.tenon.control;

import dev.tenon.admin.AdminException;
import dev.tenon.admin.Job;
import dev.tenon.admin.Jobs;
import dev.tenon.admin.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

final class FakeJobs implements Jobs, AutoCloseable {
    private final ExecutorService worker = Executors.newSingleThreadExecutor();
    private final Map<String, Job> jobs = new ConcurrentHashMap<>();
    private final AtomicInteger last = new AtomicInteger();
    private final List<String> awaited = new CopyOnWriteArrayList<>();
    private final Duration pause;

    FakeJobs(Duration pause) {
        this.pause = pause;
    }

    @Override
    public Job submit(String title, Work work) {
        Job queued = new Job(
                "" + last.incrementAndGet(),
                title,
                Job.State.QUEUED,
                List.of(),
                0,
                0,
                "",
                Optional.empty(),
                Instant.now());
        jobs.put(queued.id(), queued);
        worker.execute(() -> run(queued.id(), work));
        return queued;
    }

    @Override
    public Job submitBeside(String title, Work work) {
        return submit(title, work);
    }

    private void run(String id, Work work) {
        change(id, Job.State.RUNNING, "", Optional.empty());
        try {
            String result = work.run(new Progress() {
                @Override
                public void step(String name) {
                    jobs.computeIfPresent(id, (key, job) -> {
                        List<String> steps = new ArrayList<>(job.steps());
                        steps.add(name);
                        return new Job(id, job.title(), job.state(), steps, 0, 0, "", Optional.empty(), job.started());
                    });
                    Pause.of(pause);
                }

                @Override
                public void bytes(long doneBytes, long totalBytes) {
                    jobs.computeIfPresent(
                            id,
                            (key, job) -> new Job(
                                    id,
                                    job.title(),
                                    job.state(),
                                    job.steps(),
                                    doneBytes,
                                    totalBytes,
                                    "",
                                    Optional.empty(),
                                    job.started()));
                    Pause.of(pause);
                }
            });
            change(id, Job.State.DONE, result, Optional.empty());
        } catch (AdminException e) {
            change(id, Job.State.FAILED, "", Optional.of(e.problem()));
        } catch (Exception e) {
            change(id, Job.State.FAILED, "", Optional.of(new Problem("internal", "failed: see the log")));
        }
    }

    private void change(String id, Job.State state, String result, Optional<Problem> problem) {
        jobs.computeIfPresent(
                id, (key, job) -> new Job(id, job.title(), state, job.steps(), 0, 0, result, problem, job.started()));
    }

    @Override
    public Optional<Job> find(String id) {
        return Optional.ofNullable(jobs.get(id));
    }

    @Override
    public Optional<Job> await(String id, int steps, Duration patience) {
        awaited.add(id + " " + steps + " " + patience);
        return find(id);
    }

    /** What was waited for: id, steps known, patience. */
    List<String> awaited() {
        return List.copyOf(awaited);
    }

    @Override
    public Optional<Job> cancel(String id) {
        if (find(id).filter(job -> job.state() == Job.State.DONE).isPresent()) {
            throw new AdminException(AdminException.Reason.NO_CHANGE, "job " + id + " has ended already");
        }
        change(id, Job.State.FAILED, "", Optional.of(new Problem("cancelled", "called off, nothing was changed")));
        return find(id);
    }

    @Override
    public List<Job> all() {
        return jobs.values().stream()
                .sorted(Comparator.comparing((Job job) -> Integer.valueOf(job.id()))
                        .reversed())
                .toList();
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
