// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.admin.AdminException;
import dev.tenon.admin.Job;
import dev.tenon.admin.Jobs;
import dev.tenon.admin.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread, one queue: two changes never meet. */
@Component
public final class JobQueue implements Jobs {
    private static final Logger LOG = LoggerFactory.getLogger(JobQueue.class);
    private static final int REMEMBERED = 100;

    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "tenon-jobs");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicLong numbers = new AtomicLong();
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /** Starts with an empty queue. */
    @Activate
    public JobQueue() {}

    /** Interrupts the job under way: it undoes what it staged, and what it committed stays. */
    @Deactivate
    public void close() {
        worker.shutdownNow();
    }

    @Override
    public Job submit(String title, Work work) {
        Entry entry = new Entry(Long.toString(numbers.incrementAndGet()), title);
        synchronized (entries) {
            entries.put(entry.id, entry);
            if (entries.size() > REMEMBERED) {
                entries.remove(entries.keySet().iterator().next());
            }
        }
        worker.execute(() -> run(entry, work));
        return entry.snapshot();
    }

    private static void run(Entry entry, Work work) {
        entry.state(Job.State.RUNNING);
        try {
            entry.done(work.run(entry));
        } catch (AdminException e) {
            LOG.info("Job {} '{}' is refused: {}", entry.id, entry.title, e.getMessage(), e.getCause());
            entry.failed(e.problem());
        } catch (Exception | Error e) { // the work calls foreign code; the queue must go on
            LOG.error("Job {} '{}' failed", entry.id, entry.title, e);
            entry.failed(new Problem("failed", "'" + entry.title + "' failed; ./tenon logs says why"));
        }
    }

    @Override
    public Optional<Job> find(String id) {
        synchronized (entries) {
            return Optional.ofNullable(entries.get(id)).map(Entry::snapshot);
        }
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

        Entry(String id, String title) {
            this.id = id;
            this.title = title;
        }

        @Override
        public synchronized void step(String name) {
            steps.add(name);
            doneBytes = 0;
            totalBytes = 0;
        }

        @Override
        public synchronized void bytes(long done, long total) {
            doneBytes = done;
            totalBytes = total;
        }

        synchronized void state(Job.State next) {
            state = next;
        }

        synchronized void done(String sentence) {
            result = sentence;
            state = Job.State.DONE;
        }

        synchronized void failed(Problem why) {
            problem = Optional.of(why);
            state = Job.State.FAILED;
        }

        synchronized Job snapshot() {
            return new Job(id, title, state, steps, doneBytes, totalBytes, result, problem, started);
        }
    }
}
