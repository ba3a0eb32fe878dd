// SPDX-License-Identifier: Apache-2.0
package dev.tenon.admin;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Looks for releases that were replaced or removed and still take memory, because something holds them. Thread-safe. */
@ProviderType
public interface Leaks {
    /**
     * Starts to look, as a job, and returns at once. If nothing is left of the old releases that is known in a moment;
     * otherwise the heap is written to the home, read by another process, seconds later, and deleted. Requests are
     * served meanwhile, but stand still while the heap is written.
     *
     * @return the job, queued behind those before it; it fails if the heap cannot be written or read
     */
    Job check();

    /**
     * Returns what was found when it was looked last.
     *
     * @return the report of the last job that ended well since the host started; empty if there is none
     */
    Optional<Report> last();

    /**
     * What was found.
     *
     * @param checked when it was looked
     * @param retired how many releases were replaced or removed since the host started, 0 or more; also those that
     *     were taken back because they did not pass their checks
     * @param leaks those of them that are still there, the oldest first
     */
    record Report(Instant checked, long retired, List<Leak> leaks) {
        /** Copies. */
        public Report {
            leaks = List.copyOf(leaks);
        }
    }

    /**
     * A release that is gone and whose classes are still there.
     *
     * @param plugin its id
     * @param version its version
     * @param retired when it was replaced or removed
     * @param kind what holds it
     * @param message what holds it, in one line
     * @param remedy what its author should do, in one line
     * @param path from what is always there to the release's class loader, one readable step after the other; empty if
     *     nothing was found to hold it
     */
    record Leak(
            String plugin,
            String version,
            Instant retired,
            Kind kind,
            String message,
            String remedy,
            List<String> path) {
        /** Copies. */
        public Leak {
            path = List.copyOf(path);
        }
    }

    /** What holds a release that is gone. */
    enum Kind {
        /** A value that it set on a thread which goes on. */
        THREAD_LOCAL,
        /** A thread that it started and did not end. */
        THREAD,
        /** A static field of a class that stays. */
        STATIC_FIELD,
        /** A hook for the end of the JVM. */
        SHUTDOWN_HOOK,
        /** A bean that it registered with a JMX server. */
        MANAGEMENT_BEAN,
        /** A timer that it did not cancel. */
        TIMER,
        /** The container: something that stays uses its classes. */
        CONTAINER,
        /** Only what the JVM gives up when memory runs short. */
        SOFT_REFERENCE,
        /** Anything else; the path says what. */
        OTHER
    }
}
