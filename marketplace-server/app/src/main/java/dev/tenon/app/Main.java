// SPDX-License-Identifier: Apache-2.0
package dev.tenon.app;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts a marketplace and ends with it: status 0 when asked to end, 1 if it cannot start, 2 for wrong use. */
public final class Main {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    private Main() {}

    /**
     * Runs until it is told to end.
     *
     * @param args see {@code --help} in the README
     */
    public static void main(String[] args) {
        Options options;
        try {
            options = Options.parse(args);
        } catch (Options.UsageException e) {
            System.err.println("market: " + e.getMessage());
            System.err.println(Options.USAGE);
            System.exit(2);
            return;
        }
        AtomicReference<@Nullable Marketplace> running = new AtomicReference<>();
        AtomicInteger status = new AtomicInteger();
        // a JVM that is told to end says 143; halting at the end of the hook says how it went instead
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            close(running.get(), status);
                            Runtime.getRuntime().halt(status.get());
                        },
                        "market-stop"));
        try {
            Marketplace market = Marketplace.start(options);
            running.set(market);
            if (!HealthHandler.answers(market.uri())) {
                throw new StartException("the marketplace listens on " + market.uri() + " but does not answer there");
            }
            System.out.println("market ready " + market.uri());
        } catch (StartException e) {
            LOG.debug("Cannot start", e);
            fail(e.getMessage(), status);
        } catch (IOException e) {
            LOG.debug("Cannot start", e);
            fail("the marketplace does not answer itself: " + e.getMessage(), status);
        }
        if (options.watchStdin()) {
            watch();
        }
    }

    private static void fail(String message, AtomicInteger status) {
        System.err.println("market: " + message);
        status.set(1);
        System.exit(1);
    }

    private static void close(@Nullable Marketplace market, AtomicInteger status) {
        if (market == null) {
            return;
        }
        try {
            market.close();
        } catch (IOException | RuntimeException e) {
            LOG.error("Did not end cleanly", e);
            status.set(1);
        }
    }

    /** Whoever started us holds the other end: when it is gone, so are we. */
    private static void watch() {
        try {
            while (System.in.read() >= 0) {
                continue;
            }
        } catch (IOException e) {
            LOG.debug("Standard input ended with an error", e);
        }
        System.exit(0);
    }
}
