// SPDX-License-Identifier: Apache-2.0
package dev.tenon.host;

import java.time.Duration;
import java.util.Hashtable;
import java.util.Map;
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

    private final Thread thread;

    private LateStart(Thread thread) {
        this.thread = thread;
    }

    /** Nothing is left to start. */
    static LateStart nothing() {
        return new LateStart(new Thread(() -> {}, "tenon-late-start"));
    }

    /**
     * Begins.
     *
     * @param context of the framework
     * @param work what to start, and what to do then; ends early when it is interrupted
     */
    static LateStart of(BundleContext context, Runnable work) {
        ServiceRegistration<Condition> condition = context.registerService(
                Condition.class, Condition.INSTANCE, new Hashtable<>(Map.of(Condition.CONDITION_ID, CONDITION)));
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } finally {
                        unregister(condition);
                    }
                },
                "tenon-late-start");
        thread.setDaemon(true);
        thread.start();
        return new LateStart(thread);
    }

    private static void unregister(ServiceRegistration<Condition> condition) {
        try {
            condition.unregister();
        } catch (IllegalStateException e) {
            LOG.debug("The host stopped before all had started", e);
        }
    }

    /** Waits until all has started; at once if nothing was left. */
    void await(Duration limit) throws InterruptedException {
        thread.join(limit.toMillis());
    }

    /** Ends it as soon as the plugin that starts just now has started. */
    void stop() {
        thread.interrupt();
    }
}
