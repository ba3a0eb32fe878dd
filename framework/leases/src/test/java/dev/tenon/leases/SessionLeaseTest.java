// SPDX-License-Identifier: Apache-2.0
package dev.tenon.leases;

import static dev.tenon.leases.Calling.OWN_THREAD;
import static dev.tenon.leases.Calling.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.api.backend.Backend;
import dev.tenon.api.backend.BackendException;
import dev.tenon.api.backend.ModelSession;
import dev.tenon.api.backend.SessionOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

/** Sessions whose backend is replaced at an awkward moment. */
class SessionLeaseTest {
    private static final String ID = "org.example.engine";
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private Container container;
    private Bundle old;

    @BeforeEach
    void start() throws Exception {
        container = new Container(folder);
        old = container.start(ID, "1.0.0", "backend-a");
    }

    @AfterEach
    void stop() throws Exception {
        System.clearProperty(Fixture.HOLD);
        container.close();
    }

    private ModelSession open(String model) throws BackendException {
        return container.service(Backend.class).open(folder.resolve(model), SessionOptions.cpu());
    }

    /** It would be ended before its successor is open, and a call between would find it closed. */
    @Test
    void aSessionThatMovesIsNotEndedBecauseNobodyUsesIt() {
        Target<Backend> target = new Target<>(
                container.consumer,
                container.consumer.getServiceReference(Backend.class),
                new BackendFronts(),
                new LongAdder());
        Lease<String> moving = new Lease<>(target, "a test", "a session", "", held -> {}, () -> {}, true);
        Lease<String> staying = new Lease<>(target, "a test", "a file", "", held -> {}, null, true);
        assertThat(staying.isIdle(-1)).isTrue();
        assertThat(moving.isIdle(-1)).isFalse();
    }

    private CompletableFuture<List<HeldLease>> replaced() throws Exception {
        Bundle next = container.stage(ID, "2.0.0", "backend-a");
        CompletableFuture<List<HeldLease>> swap = CompletableFuture.supplyAsync(
                () -> container.leases.replace(List.of(old), List.of(next), LIMIT), OWN_THREAD);
        await(() -> container.service(Backend.class).descriptor().name().equals("engine 2.0.0"));
        return swap;
    }

    @Test
    void aSessionClosedUnderItsRunHoldsTheReleaseUntilBothHaveEnded() throws Exception {
        ModelSession session = open("slow-to-run.onnx");
        System.setProperty(Fixture.HOLD, "");
        CompletableFuture<Void> run = running(session);
        await(() -> System.getProperty(Fixture.HOLD).equals("held"));
        CompletableFuture<Void> close = CompletableFuture.runAsync(session::close, OWN_THREAD);
        await(() -> closedTo(session));
        CompletableFuture<List<HeldLease>> swap = replaced();
        assertThatThrownBy(() -> swap.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        System.clearProperty(Fixture.HOLD);
        assertThat(swap.get(20, TimeUnit.SECONDS)).isEmpty();
        run.get(20, TimeUnit.SECONDS);
        close.get(20, TimeUnit.SECONDS);
        assertThat(container.leases.held(ID)).isEmpty();
    }

    @Test
    void aSessionThatIsBeingOpenedMovesToo() throws Exception {
        System.setProperty(Fixture.HOLD, "");
        CompletableFuture<ModelSession> opening = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return open("slow-to-open.onnx");
                    } catch (BackendException e) {
                        throw new IllegalStateException(e);
                    }
                },
                OWN_THREAD);
        await(() -> System.getProperty(Fixture.HOLD).equals("held"));
        CompletableFuture<List<HeldLease>> swap = replaced();
        System.clearProperty(Fixture.HOLD);
        ModelSession session = opening.get(20, TimeUnit.SECONDS);
        assertThat(swap.get(20, TimeUnit.SECONDS)).isEmpty();
        assertThatThrownBy(() -> session.run(Map.of(), Map.of())).hasMessage("ran on 2.0.0");
    }

    @Test
    void oneThatCannotMoveKeepsNoOther() throws Exception {
        ModelSession bad = open("only-once.onnx");
        ModelSession good = open("model.onnx");
        assertThat(replaced().get(20, TimeUnit.SECONDS)).isEmpty();
        assertThatThrownBy(() -> good.run(Map.of(), Map.of())).hasMessage("ran on 2.0.0");
        assertThatThrownBy(() -> bad.run(Map.of()))
                .isInstanceOfSatisfying(
                        BackendException.class, e -> assertThat(e.reason()).isEqualTo(BackendException.Reason.CLOSED));
    }

    private static CompletableFuture<Void> running(ModelSession session) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        session.run(Map.of());
                    } catch (BackendException e) {
                        throw new IllegalStateException(e);
                    }
                },
                OWN_THREAD);
    }

    private static boolean closedTo(ModelSession session) {
        try {
            session.inputs();
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }
}
