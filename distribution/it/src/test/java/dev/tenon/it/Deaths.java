// SPDX-License-Identifier: Apache-2.0
package dev.tenon.it;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** What a caller sees of a host that died. */
final class Deaths {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final long PAUSE_NANOS = 50_000_000;

    private Deaths() {}

    /** Asks until there is an answer again, and returns how long that took. */
    static Duration awaitService(Up up) throws IOException {
        long from = System.nanoTime();
        String said = "";
        while (System.nanoTime() - from < LIMIT.toNanos()) {
            said = ask(up, "what is 6 * 7?");
            if (said.contains("42")) {
                return Duration.ofNanos(System.nanoTime() - from);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        throw new AssertionError("no answer within " + LIMIT + ", at last: " + said + "\n" + up.err());
    }

    /** Asks; what goes wrong is the answer. */
    static String ask(Up up, String words) {
        try {
            return up.admin("POST", "ask", "{\"text\": \"" + words + "\"}").toString();
        } catch (IOException e) {
            return e.toString();
        }
    }
}
