// SPDX-License-Identifier: Apache-2.0
package dev.tenon.leases;

import static dev.tenon.leases.Calling.OWN_THREAD;
import static dev.tenon.leases.Calling.await;
import static dev.tenon.leases.Calling.blocked;
import static dev.tenon.leases.Calling.engine;
import static dev.tenon.leases.Calling.said;
import static dev.tenon.leases.Calling.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.api.backend.Backend;
import dev.tenon.api.backend.BackendException;
import dev.tenon.api.backend.ModelSession;
import dev.tenon.api.backend.SessionOptions;
import dev.tenon.api.lifecycle.PluginWithdrawnException;
import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.Skill;
import dev.tenon.api.skill.SkillException;
import dev.tenon.api.source.ModelSource;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

/** What is handed out lives until it ends, and its release with it. */
class LeaseTest {
    private static final String ID = "org.example.talker";
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(100);

    @TempDir
    Path folder;

    private Container container;

    @BeforeEach
    void start() throws Exception {
        container = new Container(folder);
    }

    @AfterEach
    void stop() throws Exception {
        container.close();
    }

    @Test
    void theOldReleaseStaysUntilItsCallEnds() throws Exception {
        Bundle old = container.start(ID, "1.0.0", "skill-a");
        Skill skill = container.service(Skill.class);
        Asker asker = new Asker();
        CompletableFuture<String> call = blocked(skill, asker);
        Bundle next = container.stage(ID, "2.0.0", "skill-a");
        Future<List<HeldLease>> swap = CompletableFuture.supplyAsync(
                () -> container.leases.replace(List.of(old), List.of(next), LONG), OWN_THREAD);
        await(() -> said(skill, "").equals("skill-a 2.0.0"));
        assertThatThrownBy(() -> swap.get(100, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        assertThat(container.leases.held(ID)).singleElement().satisfies(held -> {
            assertThat(held.version()).isEqualTo("1.0.0");
            assertThat(held.type()).isEqualTo("Skill");
            assertThat(held.holder()).startsWith("org.example.user, thread ");
            assertThat(held.age()).isPositive();
        });
        asker.release();
        assertThat(call.get(20, TimeUnit.SECONDS)).isEqualTo("out 1.0.0");
        assertThat(swap.get(20, TimeUnit.SECONDS)).isEmpty();
        assertThat(container.leases.ended(ID)).isZero();
    }

    @Test
    void whatDoesNotEndIsEndedWithAnErrorThatSaysToAskAgain() throws Exception {
        Bundle old = container.start(ID, "1.0.0", "skill-a");
        Skill skill = container.service(Skill.class);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Asker asker = new Asker();
        CompletableFuture<Throwable> call = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        skill.invoke(Arguments.of("do", "block"), asker);
                        return new AssertionError("it answered");
                    } catch (SkillException e) {
                        interrupted.complete(Thread.currentThread().isInterrupted());
                        return e;
                    }
                },
                OWN_THREAD);
        assertThat(asker.in.await(20, TimeUnit.SECONDS)).isTrue();
        Bundle next = container.stage(ID, "2.0.0", "skill-a");
        assertThat(container.leases.replace(List.of(old), List.of(next), SHORT)).hasSize(1);
        assertThat(call.get(20, TimeUnit.SECONDS)).isInstanceOfSatisfying(SkillException.class, e -> {
            assertThat(e.reason()).isEqualTo(SkillException.Reason.UNAVAILABLE);
            assertThat(e).hasMessageContaining("ask again").hasCauseInstanceOf(PluginWithdrawnException.class);
        });
        assertThat(interrupted.get(1, TimeUnit.SECONDS)).isFalse();
        assertThat(container.leases.ended(ID)).isEqualTo(1);
        assertThat(container.leases.held(ID)).isEmpty();
        assertThat(said(skill, "")).isEqualTo("skill-a 2.0.0");
    }

    @Test
    void aStreamIsReadToItsEndBeforeItsPluginGoes() throws Exception {
        Bundle old = container.start(ID, "1.0.0", "source-a");
        ModelSource source = container.service(ModelSource.class);
        ModelSource.Content content = source.open(URI.create("test:a"), 0);
        Bundle next = container.stage(ID, "2.0.0", "source-a");
        Future<List<HeldLease>> swap = CompletableFuture.supplyAsync(
                () -> container.leases.replace(List.of(old), List.of(next), LONG), OWN_THREAD);
        await(() -> text(source).equals("2.0.0"));
        assertThat(swap.isDone()).isFalse();
        assertThat(container.leases.held(ID)).singleElement().satisfies(held -> assertThat(held.holder())
                .isEqualTo("a stream handed to org.example.user"));
        assertThat(new String(content.stream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("1.0.0");
        content.close();
        assertThat(swap.get(20, TimeUnit.SECONDS)).isEmpty();
        assertThatThrownBy(() -> content.stream().read()).isInstanceOf(IOException.class);
    }

    @Test
    void aStreamThatIsKeptForEverIsEndedAndCounted() throws Exception {
        Bundle old = container.start(ID, "1.0.0", "source-a");
        ModelSource.Content content = container.service(ModelSource.class).open(URI.create("test:a"), 0);
        Bundle next = container.stage(ID, "2.0.0", "source-a");
        assertThat(container.leases.replace(List.of(old), List.of(next), SHORT)).hasSize(1);
        assertThatThrownBy(() -> content.stream().read())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("was replaced")
                .hasCauseInstanceOf(PluginWithdrawnException.class);
        assertThat(container.leases.ended(ID)).isEqualTo(1);
    }

    @Test
    void aStreamThatNobodyCanReachGivesItsLeaseBack() throws Exception {
        container.start(ID, "1.0.0", "source-a");
        container.service(ModelSource.class).open(URI.create("test:a"), 0);
        await(() -> {
            System.gc();
            return container.leases.held(ID).isEmpty();
        });
        assertThat(container.leases.ended(ID)).isEqualTo(1);
    }

    @Test
    void aSessionMovesToTheSuccessorUnderItsRuns() throws Exception {
        Bundle now = container.start(ID, "1.0.0", "backend-a");
        ModelSession session =
                container.service(Backend.class).open(folder.resolve("model.onnx"), SessionOptions.cpu());
        assertThat(engine(session)).isEqualTo("ran on 1.0.0");
        Calling.Callers runs =
                new Calling.Callers(1, () -> assertThat(engine(session)).startsWith("ran on "));
        for (int i = 1; i <= 10; i++) {
            Bundle next = container.stage(ID, "1." + i + ".0", "backend-a");
            assertThat(container.leases.replace(List.of(now), List.of(next), LONG))
                    .isEmpty();
            assertThat(engine(session)).isEqualTo("ran on 1." + i + ".0");
            container.retire(now);
            now = next;
        }
        runs.end();
        session.close();
        assertThat(container.leases.held(ID)).isEmpty();
        assertThatThrownBy(() -> session.run(Map.of()))
                .isInstanceOfSatisfying(
                        BackendException.class, e -> assertThat(e.reason()).isEqualTo(BackendException.Reason.CLOSED));
    }

    @Test
    void whoeverStopsAPluginWaitsForItsCalls() throws Exception {
        Bundle plugin = container.start(ID, "1.0.0", "skill-a");
        Skill skill = container.service(Skill.class);
        Asker asker = new Asker();
        CompletableFuture<String> call = blocked(skill, asker);
        CompletableFuture<Void> stop = CompletableFuture.runAsync(
                () -> {
                    try {
                        plugin.stop();
                    } catch (org.osgi.framework.BundleException e) {
                        throw new IllegalStateException(e);
                    }
                },
                OWN_THREAD);
        await(() -> container.consumer.getServiceReference(Skill.class) == null);
        assertThat(stop.isDone()).isFalse();
        asker.release();
        assertThat(call.get(20, TimeUnit.SECONDS)).isEqualTo("out 1.0.0");
        stop.get(20, TimeUnit.SECONDS);
        assertThatThrownBy(() -> skill.descriptor()).isInstanceOf(PluginWithdrawnException.class);
    }
}
