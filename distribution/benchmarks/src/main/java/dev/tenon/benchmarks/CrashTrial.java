// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import dev.tenon.generation.CrashStates;
import dev.tenon.generation.DiskLog;
import dev.tenon.generation.GenerationStore;
import dev.tenon.generation.Home;
import dev.tenon.generation.HomeJudge;
import dev.tenon.host.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Records what a host does to the disk during installs, updates, rollbacks and removals, and looks at all states in
 * which a crash of the machine, at any step, may leave the home.
 */
final class CrashTrial {
    private static final int ROUNDS = 30;
    private static final int RANDOM_STATES = 4;
    private static final int SHOWN = 5;
    /** After so long, old generations go at once, and the recording has their deletions. */
    private static final Duration LATER = Duration.ofDays(31);

    private final Path distribution;
    private final Path folder;
    private final TwoReleases plugin;
    private final Market market;

    CrashTrial(Path distribution, Path folder, TwoReleases plugin, Market market) {
        this.distribution = distribution;
        this.folder = folder;
        this.plugin = plugin;
        this.market = market;
    }

    /**
     * Records and replays.
     *
     * @param control whether the recording lacks every force of a file, with which states must be torn
     */
    Map<String, Object> run(boolean control) throws IOException, InterruptedException {
        DiskLog log = record();
        HomeJudge judge = new HomeJudge();
        CrashStates states = control ? CrashStates.withoutForces(log) : new CrashStates(log);
        int count = states.replay(Files.createDirectories(folder.resolve("states")), RANDOM_STATES, 1, judge);
        judge.torn().stream().limit(SHOWN).forEach(fault -> System.err.println("crash: torn " + fault));
        return Map.of("crash_states", count, "crash_torn", judge.torn().size());
    }

    private DiskLog record() throws IOException, InterruptedException {
        Path root = folder.resolve("recorded");
        market.trustIn(root);
        try (Host host = Host.start(root, distribution, 0)) {
            Home home = new Home(root);
            GenerationStore store = new GenerationStore(home);
            AdminClient admin = new AdminClient(host.url(), root);
            try (DiskLog log = DiskLog.open(home)) {
                log.acknowledge(store.current().orElseThrow().number());
                for (int round = 0; round < ROUNDS; round++) {
                    change(admin, log, store, "install", plugin.id(), "1.0.0");
                    change(admin, log, store, "update", plugin.id(), "");
                    change(admin, log, store, "rollback", "", "");
                    change(admin, log, store, "remove", plugin.id(), "");
                    store.collect(Instant.now().plus(LATER));
                }
                return log;
            }
        }
    }

    private static void change(
            AdminClient admin, DiskLog log, GenerationStore store, String action, String plugin, String versions)
            throws IOException, InterruptedException {
        admin.await(admin.begin(action, plugin, versions));
        log.acknowledge(store.current().orElseThrow().number());
    }
}
