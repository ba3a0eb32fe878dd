// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.admin.AdminException;
import dev.tenon.admin.Job;
import dev.tenon.admin.Jobs;
import dev.tenon.admin.Problem;
import dev.tenon.runtime.Startup;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread, one queue: two changes never meet. None begins before all plugins have started. */
@Component
public final class JobQueue implements Jobs {
    private static final Logger LOG = LoggerFactory.getLogger(JobQueue.class);
    private static final int REMEMBERED = 100;
    private static final Duration START_LIMIT = Duration.ofMinutes(5);

    private final ExecutorService worker = thread("tenon-jobs");
    private final ExecutorService beside = thread("tenon-jobs-beside");
    private final AtomicLong numbers = new AtomicLong();
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private volatile List<Startup> startups = List.of();

    private static ExecutorService thread(String name) {
        return Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Starts with an empty queue. */
    @Activate
    public JobQueue() {}

    /** What says whether plugins are still to start, in place of what said so before. */
    void follow(Startup startup) {
        startups = List.of(startup);
    }

    /**
     * Interrupts the job under way: it undoes what it staged, and what it committed stays. What has not begun fails.
     */
    @Deactivate
    public void close() {
        worker.shutdownNow();
        beside.shutdownNow();
        synchronized (entries) {
            entries.values().forEach(Entry::neverBegins);
        }
    }

    @Override
    public Job submit(String title, Work work) {
        Entry entry = remembered(title);
        worker.execute(() -> run(entry, progress -> {
            awaitStart(entry);
            return work.run(progress);
        }));
        return entry.snapshot();
    }

    @Override
    public Job submitBeside(String title, Work work) {
        Entry entry = remembered(title);
        beside.execute(() -> run(entry, work));
        return entry.snapshot();
    }

    private Entry remembered(String title) {
        Entry entry = new Entry(Long.toString(numbers.incrementAndGet()), title);
        synchronized (entries) {
            entries.put(entry.id, entry);
            if (entries.size() > REMEMBERED) {
                entries.remove(entries.keySet().iterator().next());
            }
        }
        return entry;
    }

    private void run(Entry entry, Work work) {
        if (!entry.begin()) {
            return;
        }
        try {
            entry.done(work.run(entry));
        } catch (AdminException e) {
            LOG.info(
                    "Job {} '{}' is refused: {}",
                    entry.id,
                    entry.title,
                    e.getMessage(),
                    isOfInput(e) ? null : e.getCause());
            entry.failed(e.problem());
        } catch (Exception | Error e) { // the work calls foreign code; the queue must go on
            LOG.error("Job {} '{}' failed", entry.id, entry.title, e);
            entry.failed(new Problem("failed", "'" + entry.title + "' failed; ./tenon logs says why"));
        }
    }

    /** A change beside the start of what it changes would leave both versions running. */
    private void awaitStart(Entry entry) {
        try {
            for (Startup startup : startups) {
                if (startup.isUnderWay()) {
                    entry.step("wait for the plugins to start");
                    if (!startup.await(START_LIMIT)) {
                        throw new AdminException(
                                AdminException.Reason.RESTART,
                                "the host's plugins are still starting, nothing was changed: try again later");
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AdminException(AdminException.Reason.UNREACHABLE, "the host is stopping", e);
        }
    }

    /** What the operator gave is at fault, and the message says how: a trace into a parser tells nobody more. */
    private static boolean isOfInput(AdminException e) {
        return switch (e.reason()) {
            case BAD_REQUEST, UNKNOWN, AMBIGUOUS, NO_CHANGE, CONSENT, CANCELLED -> true;
            case UNRESOLVABLE, UNTRUSTED, UNREACHABLE, UNFIT, STORAGE, RESTART -> false;
        };
    }

    @Override
    public Optional<Job> cancel(String id) {
        Optional<Entry> found;
        synchronized (entries) {
            found = Optional.ofNullable(entries.get(id));
        }
        return found.map(entry -> {
            entry.cancel();
            return entry.snapshot();
        });
    }

    @Override
    public Optional<Job> find(String id) {
        synchronized (entries) {
            return Optional.ofNullable(entries.get(id)).map(Entry::snapshot);
        }
    }

    @Override
    public Optional<Job> await(String id, int steps, Duration patience) throws InterruptedException {
        Entry entry;
        synchronized (entries) {
            entry = entries.get(id);
        }
        if (entry == null) {
            return Optional.empty();
        }
        entry.awaitNews(steps, patience);
        return Optional.of(entry.snapshot());
    }

    @Override
    public List<Job> all() {
        List<Job> all = new ArrayList<>();
        synchronized (entries) {
            entries.values().forEach(entry -> all.add(0, entry.snapshot()));
        }
        return List.copyOf(all);
    }

    /** A job as it changes; guarded by itself. */
    private static final class Entry implements Progress {
        private final String id;
        private final String title;
        private final Instant started = Instant.now();
        private final List<String> steps = new ArrayList<>();
        private Job.State state = Job.State.QUEUED;
        private long doneBytes;
        private long totalBytes;
        private String result = "";
        private Optional<Problem> problem = Optional.empty();
        private Optional<Thread> worker = Optional.empty();
        private boolean called; // off, by the operator
        private boolean cancelled; // and the work was not told yet
        private boolean undoing;
        private boolean decided;

        Entry(String id, String title) {
            this.id = id;
            this.title = title;
        }

        @Override
        public synchronized void step(String name) {
            checkWanted();
            steps.add(name);
            doneBytes = 0;
            totalBytes = 0;
            notifyAll();
        }

        @Override
        public synchronized void bytes(long done, long total) {
            doneBytes = done;
            totalBytes = total;
        }

        @Override
        public synchronized void decided() {
            checkWanted();
            decided = true;
            Thread.interrupted(); // nothing of a cancellation that came too late may cut the commit short
        }

        @Override
        public synchronized void undoing() {
            undoing = true;
            cancelled = false;
            Thread.interrupted(); // a cancellation must not cut short what undoes the work
        }

        private void checkWanted() {
            if (cancelled && !decided) {
                cancelled = false; // said once: what undoes the work reports its steps as well
                throw new AdminException(AdminException.Reason.CANCELLED, called());
            }
        }

        private String called() {
            return "'" + title + "' was called off, nothing was changed";
        }

        /** Begins, unless it was cancelled while it waited. */
        synchronized boolean begin() {
            if (state != Job.State.QUEUED) {
                return false;
            }
            worker = Optional.of(Thread.currentThread());
            state = Job.State.RUNNING;
            return true;
        }

        synchronized void neverBegins() {
            if (state == Job.State.QUEUED) {
                failed(new AdminException(
                                AdminException.Reason.UNREACHABLE,
                                "the host was stopped before '" + title + "' began, nothing was changed")
                        .problem());
            }
        }

        synchronized void cancel() {
            if (hasEnded()) {
                throw new AdminException(AdminException.Reason.NO_CHANGE, "job " + id + " has ended already");
            }
            if (decided) {
                throw new AdminException(
                        AdminException.Reason.NO_CHANGE,
                        "job " + id + " is past the point where it could be called off; ./tenon plugin rollback undoes"
                                + " what it does");
            }
            if (called || undoing) {
                return; // it undoes already
            }
            called = true;
            cancelled = true;
            if (state == Job.State.QUEUED) {
                failed(new Problem("cancelled", called()));
            } else {
                worker.ifPresent(Thread::interrupt);
            }
        }

        synchronized void done(String sentence) {
            result = sentence;
            end(Job.State.DONE);
        }

        /** Ends without effect; what fails because it was cancelled says so, whatever the interruption broke. */
        synchronized void failed(Problem why) {
            problem = Optional.of(called && !decided ? new Problem("cancelled", called()) : why);
            end(Job.State.FAILED);
        }

        private void end(Job.State how) {
            state = how;
            notifyAll();
            if (worker.isPresent()) {
                Thread.interrupted(); // the next job is not meant
            }
        }

        synchronized void awaitNews(int known, Duration patience) throws InterruptedException {
            long end = System.nanoTime() + patience.toNanos();
            while (!hasEnded() && steps.size() <= known) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    return;
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        }

        private boolean hasEnded() {
            return state == Job.State.DONE || state == Job.State.FAILED;
        }

        synchronized Job snapshot() {
            return new Job(id, title, state, steps, doneBytes, totalBytes, result, problem, started);
        }
    }
}
