// SPDX-License-Identifier: Apache-2.0
package dev.tenon.admin;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Runs long work one piece at a time, whoever waits for it. The last 100 jobs are remembered. Thread-safe. */
@ProviderType
public interface Jobs {
    /** Work to be done. */
    @FunctionalInterface
    interface Work {
        /**
         * Does it.
         *
         * @param progress to be told of each step
         * @return one sentence: what was done
         * @throws Exception an {@link AdminException} is shown as it is, anything else is logged and shown as a failure
         */
        String run(Progress progress) throws Exception;
    }

    /** Hears how work goes on. Thread-safe. */
    interface Progress {
        /**
         * A step begins.
         *
         * @param name a few words
         */
        void step(String name);

        /**
         * A transfer goes on.
         *
         * @param doneBytes so far
         * @param totalBytes in all, 0 if unknown
         */
        void bytes(long doneBytes, long totalBytes);

        /**
         * From here on the work is finished whatever happens: it can no longer be cancelled.
         *
         * @throws AdminException if it was cancelled already
         */
        default void decided() {}

        /** From here on the work only undoes what it did; to cancel it changes nothing any more. */
        default void undoing() {}
    }

    /**
     * Queues work and returns at once.
     *
     * @param title for people
     * @param work to be done
     * @return the job
     */
    Job submit(String title, Work work);

    /**
     * Queues work that changes no plugin and may take hours; returns at once. Such work goes on beside changes of plugins,
     * one piece after the other, and waits for no plugin to start.
     *
     * @param title for people
     * @param work to be done
     * @return the job
     */
    Job submitBeside(String title, Work work);

    /**
     * Looks at a job.
     *
     * @param id its id
     * @return as it stands; empty if it is not remembered
     */
    Optional<Job> find(String id);

    /**
     * Waits until a job has ended or has more steps than are known, and looks at it. Blocks.
     *
     * @param id its id
     * @param steps how many of its steps are known already, at least 0
     * @param patience waits no longer than so, 0 to 1 day
     * @return as it stands then; empty, at once, if it is not remembered
     * @throws InterruptedException if the thread is interrupted
     */
    Optional<Job> await(String id, int steps, Duration patience) throws InterruptedException;

    /**
     * Calls a job off, if it waits or has changed nothing yet that lasts. Returns at once; the job ends as failed, for
     * the reason {@link AdminException.Reason#CANCELLED}, once it has undone what it did.
     *
     * @param id its id
     * @return the job as it stands; empty if it is not remembered
     * @throws AdminException if it has ended, or is past the point where it could be undone
     */
    Optional<Job> cancel(String id);

    /**
     * Lists the jobs remembered.
     *
     * @return newest first
     */
    List<Job> all();
}
