// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;

/** Shows how a job goes on: a bar that redraws itself on a terminal, a line per step elsewhere. */
final class Progress {
    private static final int BAR = 24;
    private static final int WIDTH = 78;

    /** Every job is queued for a moment: at which sight, one a second, it is worth a word. */
    private static final int LONG_QUEUED = 2;

    private static final String WAITS = "waits for other work to end";

    private final PrintStream err;
    private final boolean terminal;
    private String job = "";
    private int stepsShown;
    private int sightings;
    private String drawn = "";

    Progress(PrintStream err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    /** Shows where a job stands; one after the other may be shown. */
    void show(JsonNode job) {
        String id = job.path("id").asText();
        if (!id.equals(this.job)) {
            this.job = id;
            stepsShown = 0;
            sightings = 0;
        }
        if (terminal) {
            draw(bar(job));
        } else {
            if (isQueued(job) && ++sightings == LONG_QUEUED) {
                err.println(WAITS);
            }
            JsonNode steps = job.path("steps");
            for (; stepsShown < steps.size(); stepsShown++) {
                err.println(Text.line(steps.path(stepsShown).asText()));
            }
        }
    }

    /** Removes the bar, so that what follows begins on a clean line. */
    void end() {
        if (terminal) {
            draw("");
        }
    }

    void say(String line) {
        err.println(Text.line(line));
    }

    private void draw(String line) {
        if (!line.equals(drawn)) {
            err.print("\r" + " ".repeat(drawn.length()) + "\r" + line);
            err.flush();
            drawn = line;
        }
    }

    private static boolean isQueued(JsonNode job) {
        return job.path("state").asText().equals("queued");
    }

    private static String bar(JsonNode job) {
        JsonNode steps = job.path("steps");
        String step = steps.isEmpty()
                ? isQueued(job) ? WAITS : job.path("state").asText()
                : steps.path(steps.size() - 1).asText();
        long total = job.path("totalBytes").asLong();
        long done = job.path("doneBytes").asLong();
        String text = Text.line(step);
        if (total > 0) {
            int filled = (int) Math.min(BAR, BAR * done / total);
            text = "[" + "#".repeat(filled) + "-".repeat(BAR - filled) + "] " + Math.min(100, 100 * done / total)
                    + " % of " + Text.bytes(total) + "  " + text;
        } else if (done > 0) {
            text = Text.bytes(done) + "  " + text;
        }
        return text.length() <= WIDTH ? text : text.substring(0, WIDTH);
    }
}
