// SPDX-License-Identifier: Apache-2.0
package dev.tenon.leases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.api.backend.BackendException;
import dev.tenon.api.backend.ModelSession;
import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.Skill;
import dev.tenon.api.skill.SkillException;
import dev.tenon.api.source.ModelSource;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** How tests call plugins. */
final class Calling {
    /** Not one of a pool: some of what tests ask is never answered, and calls go on at once on any machine. */
    static final Executor OWN_THREAD = work -> {
        Thread thread = new Thread(work, "a caller");
        thread.setDaemon(true);
        thread.start();
    };

    private Calling() {}

    /** Who calls on and on, whatever happens meanwhile. */
    static final class Callers {
        private final AtomicBoolean over = new AtomicBoolean();
        private final List<CompletableFuture<Void>> all = new ArrayList<>();

        Callers(int count, Runnable call) {
            for (int i = 0; i < count; i++) {
                all.add(CompletableFuture.runAsync(
                        () -> {
                            while (!over.get()) {
                                call.run();
                            }
                        },
                        OWN_THREAD));
            }
        }

        /** Waits until all have made their last call, and fails if one failed. */
        void end() throws Exception {
            over.set(true);
            for (CompletableFuture<Void> caller : all) {
                caller.get(20, TimeUnit.SECONDS);
            }
        }
    }

    static CompletableFuture<String> blocked(Skill skill, Asker asker) throws InterruptedException {
        CompletableFuture<String> call = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return skill.invoke(Arguments.of("do", "block"), asker).text();
                    } catch (SkillException e) {
                        throw new IllegalStateException(e);
                    }
                },
                OWN_THREAD);
        assertThat(asker.in.await(20, TimeUnit.SECONDS)).isTrue();
        return call;
    }

    static String said(Skill skill, String what) {
        try {
            return skill.invoke(Arguments.of("do", what), new Asker()).text();
        } catch (SkillException e) {
            throw new IllegalStateException(e);
        }
    }

    static String text(ModelSource source) {
        try (ModelSource.Content content = source.open(URI.create("test:b"), 0)) {
            return new String(content.stream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Which release a run is on: it says so by failing. */
    static String engine(ModelSession session) {
        try {
            session.run(Map.of(), Map.of());
            return "";
        } catch (IllegalStateException e) {
            return e.getMessage();
        } catch (BackendException e) {
            throw new IllegalStateException(e);
        }
    }

    static void await(BooleanSupplier condition) throws InterruptedException, ExecutionException {
        long begun = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - begun > TimeUnit.SECONDS.toNanos(20)) {
                throw new AssertionError("it does not come to be");
            }
            Thread.onSpinWait();
        }
    }
}
