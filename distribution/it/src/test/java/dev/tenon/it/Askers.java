// SPDX-License-Identifier: Apache-2.0
package dev.tenon.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** People who go on asking, whatever happens to the host meanwhile. */
final class Askers implements AutoCloseable {
    private static final long LIMIT_S = 60;

    private static final long PAUSE_NANOS = 100_000_000;

    /** Requests and what is in the answer; the last is known only by its nearness to what the marketplace offers. */
    private static final List<Map.Entry<String, String>> REQUESTS = List.of(
            Map.entry("what is 6 * 7?", "42"),
            Map.entry("现在东京几点?", "东京"),
            Map.entry("what time is it in Tokyo?", "Tokyo"),
            Map.entry("42.195公里是多少英里", "skill-units"));

    private final Up up;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicBoolean end = new AtomicBoolean();
    private final Semaphore answered = new Semaphore(0);
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    Askers(Up up, int people) {
        this.up = up;
        for (int i = 0; i < people; i++) {
            int first = i;
            threads.execute(() -> ask(first));
        }
    }

    private void ask(int first) {
        for (int i = first; !end.get(); i++) {
            Map.Entry<String, String> request = REQUESTS.get(i % REQUESTS.size());
            String said = say(request.getKey());
            if (!said.contains(request.getValue())) {
                failures.add(request.getKey() + ": " + said);
            }
            answered.release();
            LockSupport.parkNanos(PAUSE_NANOS); // what is tried meanwhile needs the processor too
        }
    }

    private String say(String request) {
        try {
            Http.Reply reply = up.admin("POST", "ask", "{\"text\": \"" + request + "\"}");
            JsonNode answer = reply.json();
            return reply.status() == 200 ? answer.path("text").asText() : reply.toString();
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Waits until so many more requests were answered, and checks that none failed so far. */
    void goOn(int more) throws IOException, InterruptedException {
        answered.drainPermits();
        assertThat(answered.tryAcquire(more, LIMIT_S, TimeUnit.SECONDS))
                .as("%s more answers; wrong so far: %s", more, failures)
                .isTrue();
        assertThat(failures)
                .as("of what was asked; the host's log:\n%s", up.operator().log())
                .isEmpty();
    }

    /** Sends them home. */
    @Override
    public void close() {
        end.set(true);
        threads.shutdown();
    }
}
