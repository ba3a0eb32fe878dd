// SPDX-License-Identifier: Apache-2.0
package dev.tenon.it;

import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.Skill;
import dev.tenon.api.skill.SkillContext;
import dev.tenon.api.skill.SkillDescriptor;
import dev.tenon.api.skill.SkillResult;
import dev.tenon.api.skill.Understanding;
import dev.tenon.api.skill.Utterance;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * A stranger's skill that fails in the way that its jar's file {@code broken.txt} says. Whatever of it ran in the
 * host's JVM would end the tests. Without annotations, as {@link FixtureSkill}.
 */
public final class BrokenSkill implements Skill {
    private final String how = how();

    /** Made by Declarative Services. */
    public BrokenSkill() {
        if (how.equals("throws in its constructor")) {
            throw new IllegalStateException("no tide table");
        }
    }

    /** Called by Declarative Services. */
    public void activate() throws InterruptedException {
        switch (how) {
            case "hangs in activate" -> new CountDownLatch(1).await();
            case "deadlocks in activate" -> deadlock();
            case "exits in activate" -> System.exit(7);
            case "halts in activate" -> Runtime.getRuntime().halt(0);
            case "eats the heap" -> eat();
            default -> {}
        }
    }

    /** Called by Declarative Services. */
    public void deactivate() {
        while (how.equals("loops in deactivate")) {
            Thread.onSpinWait();
        }
    }

    private static void eat() {
        List<byte[]> eaten = new ArrayList<>();
        while (true) {
            try {
                eaten.add(new byte[1 << 20]);
            } catch (OutOfMemoryError e) {
                eaten.add(new byte[1]); // it does not give up
            }
        }
    }

    private static void deadlock() throws InterruptedException {
        Object mine = new Object();
        Object other = new Object();
        CountDownLatch held = new CountDownLatch(1);
        synchronized (mine) {
            Thread thread = new Thread(() -> {
                synchronized (other) {
                    held.countDown();
                    synchronized (mine) {
                        held.countDown();
                    }
                }
            });
            thread.start();
            held.await();
            synchronized (other) {
                held.countDown();
            }
        }
    }

    @Override
    public SkillDescriptor descriptor() {
        return SkillDescriptor.load(BrokenSkill.class, "steep");
    }

    @Override
    public Optional<Understanding> understand(Utterance utterance) {
        return Optional.empty();
    }

    @Override
    public SkillResult invoke(Arguments arguments, SkillContext context) {
        if (how.equals("exits in invoke")) {
            System.exit(3);
        }
        return new SkillResult("", Map.of());
    }

    private static String how() {
        try (InputStream in = BrokenSkill.class.getResourceAsStream("/broken.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
