// SPDX-License-Identifier: Apache-2.0
package dev.tenon.host;

import dev.tenon.generation.Member;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleRevision;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts bundles, most one after the other. What did not come with the distribution gets a thread and a time limit: a start
 * that does not end is left behind and remembered, and the others go on.
 */
final class Starts {
    private static final Logger LOG = LoggerFactory.getLogger(Starts.class);
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final StuckPlugins stuck;
    private final Duration limit;

    Starts(StuckPlugins stuck) {
        this(stuck, LIMIT);
    }

    Starts(StuckPlugins stuck, Duration limit) {
        this.stuck = stuck;
        this.limit = limit;
    }

    /** Starts a bundle unless it is a fragment; what goes wrong is logged. */
    void start(Member member, Bundle bundle) {
        if (isFragment(bundle)) {
            return;
        }
        FutureTask<Void> task = new FutureTask<>(() -> {
            bundle.start(Bundle.START_TRANSIENT); // nobody asks the cache what is to run
            return null;
        });
        try {
            if (member.origin() == Member.Origin.DISTRIBUTION) {
                task.run();
                task.get();
            } else {
                Thread thread = new Thread(task, "tenon-start " + member.symbolicName());
                thread.setDaemon(true);
                thread.start();
                task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (ExecutionException e) {
            LOG.error("{} {} does not start", member.symbolicName(), member.version(), e.getCause());
        } catch (TimeoutException e) {
            LOG.error(
                    "{} {} is stuck: its start did not end within {} s, and is not tried again: update or remove it",
                    member.symbolicName(),
                    member.version(),
                    limit.toSeconds(),
                    e);
            stuck.add(member);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Starts one of the distribution's while the caller goes on. */
    Thread startBeside(Member member, Bundle bundle) {
        Thread thread = new Thread(() -> start(member, bundle), "tenon-start " + member.symbolicName());
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Waits for the end of what {@link #startBeside} began; an interrupt ends that too. */
    static void join(Thread beside) {
        try {
            beside.join();
        } catch (InterruptedException e) {
            beside.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    static boolean isFragment(Bundle bundle) {
        return (bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
    }
}
