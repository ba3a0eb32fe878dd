// SPDX-License-Identifier: Apache-2.0
package dev.tenon.workers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** A handler that does what its request says: in its own JVM, so nothing is too bad. */
public final class Fixture implements WorkerHandler {
    static WorkerSpec spec(Path folder) {
        return spec(folder, Duration.ofSeconds(20));
    }

    static WorkerSpec spec(Path folder, Duration beatLimit) {
        return new WorkerSpec(
                "fixture",
                Fixture.class.getName(),
                System.getProperty("java.class.path"),
                List.of(),
                128,
                folder.resolve("run"),
                folder.resolve("log"),
                Duration.ofSeconds(30),
                beatLimit);
    }

    @Override
    public List<String> handle(List<String> request, Consumer<String> notes) throws Exception {
        notes.accept("about to " + request.get(0));
        switch (request.get(0)) {
            case "echo" -> {
                return request.subList(1, request.size());
            }
            case "environment" -> {
                return List.copyOf(System.getenv().keySet());
            }
            case "stat" -> {
                return List.of(Files.readString(Path.of("/proc/self/stat")));
            }
            case "chat" -> {
                for (int i = 1; i <= Integer.parseInt(request.get(1)); i++) {
                    notes.accept("note " + i);
                }
            }
            case "shout" -> System.out.println("shouted " + request.get(1));
            case "hang" -> new CountDownLatch(1).await();
            case "exit" -> System.exit(Integer.parseInt(request.get(1)));
            case "throw" -> throw new IllegalStateException("no such tide\nand more");
            case "eat" -> eat();
            case "crash" -> crash();
            case "big" -> {
                return List.of("x".repeat(Integer.parseInt(request.get(1))));
            }
            default -> throw new IllegalArgumentException(request.get(0));
        }
        return List.of();
    }

    private static void eat() {
        List<byte[]> eaten = new ArrayList<>();
        while (eaten.size() < 100_000) {
            eaten.add(new byte[1 << 20]);
        }
    }

    /** Writes where nobody may. */
    @SuppressWarnings({"deprecation", "removal"})
    private static void crash() throws ReflectiveOperationException {
        var field = Class.forName("sun.misc.Unsafe").getDeclaredField("theUnsafe");
        field.setAccessible(true);
        Object unsafe = field.get(null);
        unsafe.getClass().getMethod("putInt", long.class, int.class).invoke(unsafe, 0L, 1);
    }
}
