// SPDX-License-Identifier: Apache-2.0
package org.example.tasks;

import dev.tenon.workers.WorkerTask;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.example.words.Words;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** A bundle whose task does what it is told, be it bad: it runs in a worker alone. */
public final class Tides implements BundleActivator {
    /** Made by the framework. */
    public Tides() {}

    @Override
    public void start(BundleContext context) {
        Dictionary<String, String> name = new Hashtable<>(Map.of(WorkerTask.NAME, "tides"));
        context.registerService(WorkerTask.class, (arguments, notes) -> run(context, arguments, notes), name);
    }

    private static List<String> run(BundleContext context, List<String> arguments, Consumer<String> notes)
            throws Exception {
        notes.accept("about to " + arguments.get(0));
        Path home = Path.of(context.getProperty("tenon.home"));
        switch (arguments.get(0)) {
            case "read" -> {
                List<String> answer = new ArrayList<>(List.of(Words.tide()));
                for (String file : arguments.subList(1, arguments.size())) {
                    answer.add(Files.readString(home.resolve(file)));
                }
                return answer;
            }
            case "bundles" -> {
                return Arrays.stream(context.getBundles())
                        .map(Bundle::getSymbolicName)
                        .filter(name -> name.startsWith("org.example"))
                        .sorted()
                        .toList();
            }
            case "hang" -> {
                Files.writeString(Files.createDirectories(home.resolve("half")).resolve("done"), "left behind");
                new CountDownLatch(1).await();
            }
            case "exit" -> System.exit(3);
            case "throw" -> throw new IllegalStateException("no such tide");
            case "eat" -> eat();
            default -> throw new IllegalArgumentException(arguments.get(0));
        }
        return List.of();
    }

    private static void eat() {
        List<byte[]> eaten = new ArrayList<>();
        while (eaten.size() < 100_000) {
            eaten.add(new byte[1 << 20]);
        }
    }

    @Override
    public void stop(BundleContext context) {}
}
