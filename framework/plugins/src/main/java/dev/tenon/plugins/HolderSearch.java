// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.admin.Leaks.Kind;
import dev.tenon.generation.HomeException;
import dev.tenon.plugins.RetiredLoaders.Retired;
import dev.tenon.workers.Worker;
import dev.tenon.workers.WorkerException;
import dev.tenon.workers.WorkerSpec;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Has a worker read a heap dump: what holds which class loader. The library that does so is on the worker's class path alone. */
final class HolderSearch {
    private static final String HANDLER = "dev.tenon.leaks.HeapReader";
    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final Duration BEAT_LIMIT = Duration.ofSeconds(30);
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final int BASE_MEBIBYTES = 128;
    private static final int MOST_MEBIBYTES = 8_192;
    private static final int TEXTS = 3;

    private final Platform platform;

    HolderSearch(Platform platform) {
        this.platform = platform;
    }

    /**
     * What holds a class loader.
     *
     * @param kind of what holds
     * @param path to it, one step after the other; empty if nothing holds it
     */
    record Holder(Kind kind, List<String> path) {}

    /**
     * Reads.
     *
     * @return who holds each, by its token; without those that the dump does not know any more
     * @throws WorkerException if the worker cannot
     */
    Map<String, Holder> in(HeapDump dump, List<Retired> sought) throws IOException, WorkerException {
        List<String> request = new ArrayList<>(List.of(dump.file().toString(), Retired.class.getName()));
        sought.forEach(retired -> request.add(retired.token()));
        List<String> answer;
        try (Worker worker = Worker.start(spec(dump))) {
            answer = worker.call(request, LIMIT);
        }
        Map<String, Holder> holders = new HashMap<>();
        for (int i = 0; i + TEXTS <= answer.size(); i += TEXTS) {
            holders.put(
                    answer.get(i),
                    new Holder(
                            LeakKinds.of(answer.get(i + 1)),
                            answer.get(i + 2).lines().toList()));
        }
        return holders;
    }

    private WorkerSpec spec(HeapDump dump) throws IOException {
        Path lib = platform.distribution().resolve("lib");
        Path own = lib.resolve("leaks");
        if (!Files.isDirectory(own)) {
            throw new HomeException("the distribution is incomplete (" + own + " is missing): unpack Tenon again");
        }
        return new WorkerSpec(
                "the search for leaks",
                HANDLER,
                own + File.separator + "*" + File.pathSeparator + lib.resolve("host") + File.separator + "*",
                List.of(),
                Math.min(MOST_MEBIBYTES, BASE_MEBIBYTES + dump.mebibytes()),
                platform.home().run(),
                platform.home().log(),
                START_LIMIT,
                BEAT_LIMIT);
    }
}
