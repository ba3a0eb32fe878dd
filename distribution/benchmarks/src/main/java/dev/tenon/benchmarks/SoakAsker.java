// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Somebody who asks over HTTP as {@code tenon ask} does, on a thread of its own, until it is closed. */
final class SoakAsker implements AutoCloseable {
    private static final long PAUSE_MILLIS = 300;
    private static final long END_MILLIS = 30_000;

    private final AdminClient admin;
    private final List<Request> requests;
    private final AtomicLong asked = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final Thread thread = new Thread(this::ask, "tenon-bench-asker");
    private volatile boolean closed;

    /**
     * What is asked.
     *
     * @param text the words
     * @param wanted part of the answer; empty if the plugin may be gone, and only a failure is none
     */
    record Request(String text, String wanted) {}

    SoakAsker(AdminClient admin, List<Request> requests) {
        this.admin = admin;
        this.requests = requests;
        thread.start();
    }

    private void ask() {
        try {
            while (!closed) {
                once(requests.get((int) (asked.getAndIncrement() % requests.size())));
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void once(Request request) throws InterruptedException {
        String answer;
        boolean right;
        try {
            JsonNode json = admin.ask(request.text());
            answer = json.toString();
            right = request.wanted().isEmpty()
                    ? !json.path("outcome").asText().equals("failed")
                    : json.path("text").asText().contains(request.wanted());
        } catch (IOException e) {
            answer = e.toString();
            right = false;
        }
        if (!right) {
            lost.incrementAndGet();
            System.err.println("lost: '" + request.text() + "': " + answer);
        }
    }

    long asked() {
        return asked.get();
    }

    long lost() {
        return lost.get();
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(END_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
