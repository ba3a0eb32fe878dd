// SPDX-License-Identifier: Apache-2.0
package org.example.leaks;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.ref.SoftReference;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.management.JMException;
import javax.management.ObjectName;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * A plugin that leaves behind what its bundle's file {@code leak.txt} says. Its package is one that the tests' framework
 * does not give to the class path: each bundle has the class as its own.
 */
public final class Leaking implements BundleActivator {
    private static final ThreadLocal<Object> LOCAL = new ThreadLocal<>();

    /** Made by the framework. */
    public Leaking() {}

    @Override
    public void start(BundleContext context) throws IOException, InvalidSyntaxException, JMException {
        switch (what()) {
            case "thread-local" -> onPool(context, () -> LOCAL.set(new Value()));
            case "soft" -> onPool(context, () -> LOCAL.set(new SoftReference<>(new Value())));
            case "executor" -> {
                ExecutorService executor = Executors.newFixedThreadPool(1, task -> new Thread(task, "tides-1"));
                executor.execute(Thread::onSpinWait);
            }
            case "static" -> Logger.getGlobal().addHandler(new Ear());
            case "hook" -> Runtime.getRuntime().addShutdownHook(new Hook());
            case "bean" ->
                ManagementFactory.getPlatformMBeanServer()
                        .registerMBean(new Tide(), new ObjectName("org.example.leaks:type=Tide"));
            case "timer" -> new Timer("tides", true).schedule(new Task(), Long.MAX_VALUE >> 1);
            default -> onPool(context, Thread::onSpinWait);
        }
    }

    /** Runs something on the platform's own threads, to the end. */
    private static void onPool(BundleContext context, Runnable work) throws InvalidSyntaxException {
        for (ServiceReference<Executor> pool : context.getServiceReferences(Executor.class, "(pool=ours)")) {
            context.getService(pool).execute(work);
        }
    }

    @Override
    public void stop(BundleContext context) {}

    private static String what() throws IOException {
        try (InputStream in = Leaking.class.getResourceAsStream("/leak.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A value on a thread. */
    private static final class Value {}

    /** A handler in the platform's log. */
    private static final class Ear extends Handler {
        @Override
        public void publish(LogRecord line) {}

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    /** For the JVM's end. */
    private static final class Hook extends Thread {
        @Override
        public void run() {}
    }

    /** What a bean shows. */
    public interface TideMBean {
        /**
         * Returns how high it is.
         *
         * @return metres
         */
        int getHeight();
    }

    /** A bean. */
    public static final class Tide implements TideMBean {
        @Override
        public int getHeight() {
            return 2;
        }
    }

    /** Something to be done much later. */
    private static final class Task extends TimerTask {
        @Override
        public void run() {}
    }
}
