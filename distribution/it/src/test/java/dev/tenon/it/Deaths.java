// SPDX-License-Identifier: Apache-2.0
package dev.tenon.it;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** What a caller sees of a host that died. */
final class Deaths {
    private static final Duration LIMIT = Duration.ofSeconds(30);
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

    /** Waits until words were said on standard error so often. */
    static void awaitSaid(Up up, String words, long times) throws IOException {
        long from = System.nanoTime();
        while (up.err().lines().filter(line -> line.contains(words)).count() < times) {
            if (System.nanoTime() - from > LIMIT.toNanos()) {
                throw new AssertionError("'" + words + "' was not said " + times + " times: " + up.err());
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
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
