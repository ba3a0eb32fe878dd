// SPDX-License-Identifier: Apache-2.0
package dev.tenon.host;

import java.time.Duration;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.condition.Condition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts what the host serves without, in a thread, while a condition of the name {@value #CONDITION} says so to whoever
 * must wait for it. Thread-safe.
 */
final class LateStart {
    /** The {@code osgi.condition.id} of what is there as long as plugins are to start. */
    static final String CONDITION = "tenon.starting";

    private static final Logger LOG = LoggerFactory.getLogger(LateStart.class);

    private final Optional<ServiceRegistration<Condition>> condition;
    private Optional<Thread> thread = Optional.empty();

    private LateStart(Optional<ServiceRegistration<Condition>> condition) {
        this.condition = condition;
    }

    /** Nothing is left to start. */
    static LateStart nothing() {
        return new LateStart(Optional.empty());
    }

    /** Says that plugins are to start, before anybody can ask for them. */
    static LateStart announced(BundleContext context) {
        return new LateStart(Optional.of(context.registerService(
                Condition.class, Condition.INSTANCE, new Hashtable<>(Map.of(Condition.CONDITION_ID, CONDITION)))));
    }

    /**
     * Begins. What fails is logged, and no longer waited for.
     *
     * @param work what to start, and what to do then; ends early when it is interrupted
     */
    synchronized void begin(Runnable work) {
        Thread begun = new Thread(() -> run(work), "tenon-late-start");
        begun.setDaemon(true);
        begun.start();
        thread = Optional.of(begun);
    }

    private void run(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error e) { // the framework calls foreign code
            LOG.error("Not all plugins have started: start Tenon again", e);
        } finally {
            condition.ifPresent(LateStart::unregister);
        }
    }

    private static void unregister(ServiceRegistration<Condition> condition) {
        try {
            condition.unregister();
        } catch (IllegalStateException e) {
            LOG.debug("The host stopped before all had started", e);
        }
    }

    /** Waits until all has started or failed to; at once if nothing began. */
    void await(Duration limit) throws InterruptedException {
        Optional<Thread> begun = begun();
        if (begun.isPresent()) {
            begun.get().join(limit.toMillis());
        }
    }

    /** Ends it as soon as the plugin that starts just now has started. */
    void stop() {
        begun().ifPresent(Thread::interrupt);
    }

    private synchronized Optional<Thread> begun() {
        return thread;
    }
}
