// SPDX-License-Identifier: Apache-2.0
package dev.tenon.workers;

import dev.tenon.workers.WorkerException.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A worker that is there whenever it is called: started at the first call, and started again at the first call after
 * it ended, unless its {@link Backoff} makes it rest. Thread-safe; a call waits for the one before it.
 */
public final class SteadyWorker implements AutoCloseable {
    private final WorkerSpec spec;
    private final Backoff backoff;
    private Optional<Worker> worker = Optional.empty();
    private boolean closed;

    /**
     * Makes one; starts nothing yet.
     *
     * @param spec how to start the worker
     * @param backoff when it may be started again
     */
    public SteadyWorker(WorkerSpec spec, Backoff backoff) {
        this.spec = spec;
        this.backoff = backoff;
    }

    /**
     * Calls the worker, which is started if need be.
     *
     * @param request see {@link Worker#call}
     * @param limit for the answer, the start excluded
     * @return the answer
     * @throws WorkerException if there is none; {@link Reason#RESTING} if the worker ended so often that it is not
     *     started now
     */
    public List<String> call(List<String> request, Duration limit) throws WorkerException {
        Worker here = running();
        try {
            return here.call(request, limit);
        } finally {
            noteIfEnded(here);
        }
    }

    private synchronized Worker running() throws WorkerException {
        if (closed) {
            throw new WorkerException(Reason.CLOSED, "was closed");
        }
        worker.ifPresent(this::noteIfEnded); // it may have ended between two calls
        if (worker.isPresent()) {
            return worker.get();
        }
        Duration rest = backoff.rest();
        if (!rest.isZero()) {
            throw new WorkerException(
                    Reason.RESTING, "ended too often and is tried again in " + (rest.toMillis() + 999) / 1000 + " s");
        }
        try {
            Worker started = Worker.start(spec);
            worker = Optional.of(started);
            return started;
        } catch (WorkerException e) {
            backoff.ended();
            throw e;
        }
    }

    private synchronized void noteIfEnded(Worker ended) {
        if (!ended.isAlive() && worker.filter(here -> here == ended).isPresent()) {
            worker = Optional.empty();
            backoff.ended();
        }
    }

    /** Ends the worker for good. */
    @Override
    public synchronized void close() {
        closed = true;
        worker.ifPresent(Worker::close);
        worker = Optional.empty();
    }
}
