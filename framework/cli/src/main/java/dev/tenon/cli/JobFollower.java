// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Starts a job in the host and waits for its end. The job itself does not depend on anyone waiting. */
final class JobFollower {
    /** Steps that follow each other at once are shown together. */
    private static final long PAUSE_MILLIS = 20;

    private static final long ABSENT_PAUSE_MILLIS = 400;

    private final HostClient host;
    private final Progress progress;
    private Duration patience = Duration.ZERO;

    JobFollower(HostClient host, Progress progress) {
        this.host = host;
        this.progress = progress;
    }

    /** Runs a job to its end; fails as the job fails. */
    JsonNode run(ObjectNode request) {
        return run("jobs", request, Duration.ZERO);
    }

    /** Runs a job that another address takes, and bears that the host cannot be asked for a while. */
    JsonNode run(String path, ObjectNode request, Duration absence) {
        patience = absence;
        JsonNode job = host.post(path, request);
        String id = job.path("id").asText();
        Thread leaving = new Thread(() -> {
            progress.end();
            progress.say("tenon: job " + id + " goes on in the host; ./tenon status shows it, ./tenon plugin cancel "
                    + id + " calls it off");
        });
        Runtime.getRuntime().addShutdownHook(leaving);
        try {
            JsonNode ended = follow(id, job);
            progress.end();
            return ended;
        } finally {
            forget(leaving);
        }
    }

    private JsonNode follow(String id, JsonNode first) {
        JsonNode job = first;
        while (true) {
            progress.show(job);
            switch (job.path("state").asText().toLowerCase(Locale.ROOT)) {
                case "done":
                    return job;
                case "failed":
                    progress.end();
                    throw failure(job);
                case "queued", "running":
                    break;
                default:
                    throw new Failure("no-answer", "the host told nothing of job " + id + "; look at ./tenon logs");
            }
            sleep(PAUSE_MILLIS, id);
            job = look(id, job.path("steps").size());
        }
    }

    /** Looks at a job once it has ended or has more steps than are known, or after a second. */
    private JsonNode look(String id, int steps) {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                return host.get("jobs/" + HostClient.encode(id) + "?wait=1&steps=" + steps);
            } catch (Failure e) {
                if (System.nanoTime() >= end) {
                    throw gone(id, e);
                }
                sleep(ABSENT_PAUSE_MILLIS, id);
            }
        }
    }

    private Failure gone(String id, Failure e) {
        progress.end();
        if (e.code().equals(Failure.NOT_RUNNING) || e.code().equals("no-answer")) {
            return new Failure(
                    "host-gone",
                    "the host went away during job " + id
                            + "; ./tenon up starts it again, where it runs by itself: the change is then either done or"
                            + " undone, and ./tenon plugin history shows which",
                    e);
        }
        return e;
    }

    private static Failure failure(JsonNode job) {
        JsonNode problem = job.path("problem");
        String code = problem.path("code").asText("failed");
        String message = problem.path("message").asText("the job failed; ./tenon logs says why");
        ObjectNode document = Failure.error(code, message);
        document.set("job", job);
        return new Failure(code, message, (JsonNode) document);
    }

    private static void sleep(long millis, String id) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("interrupted", "job " + id + " goes on in the host; ./tenon status shows it", e);
        }
    }

    private void forget(Thread leaving) {
        try {
            Runtime.getRuntime().removeShutdownHook(leaving);
        } catch (IllegalStateException e) {
            progress.end(); // the process is ending, and the hook says so
        }
    }
}
