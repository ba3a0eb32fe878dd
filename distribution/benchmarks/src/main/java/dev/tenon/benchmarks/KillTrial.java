// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenon.generation.ContentStore;
import dev.tenon.generation.Generation;
import dev.tenon.generation.GenerationStore;
import dev.tenon.generation.Home;
import dev.tenon.generation.HomeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Kills a host in the middle of changes, again and again, and looks at what starts from the same home. */
final class KillTrial {
    private static final long SEED = 20_261_128;
    private static final int MOST_LATE_MILLIS = 60;
    private static final int MOST_ANY_MILLIS = 250;

    private final Path distribution;
    private final Path folder;
    private final TwoReleases plugin;
    private final Market market;
    private final boolean control;
    private final Random random = new Random(SEED);
    private final Map<String, Integer> used = new HashMap<>();
    private final List<String> seen = new ArrayList<>();
    private final List<Long> restarts = new ArrayList<>();
    private Path root = Path.of("");
    private int homes;
    private int torn;
    private int notServing;
    private int late;

    KillTrial(Path distribution, Path folder, TwoReleases plugin, Market market, boolean control) {
        this.distribution = distribution;
        this.folder = folder;
        this.plugin = plugin;
        this.market = market;
        this.control = control;
    }

    /** Kills so often, and tells what came of it. */
    Map<String, Object> run(int kills) throws IOException, InterruptedException {
        HostProcess host = fresh();
        try {
            while (seen.size() < kills && late <= kills) {
                host = once(host);
                if (seen.size() % 20 == 0) {
                    System.err.printf("%d kills, %d torn, %d not serving%n", seen.size(), torn, notServing);
                }
            }
        } finally {
            host.close();
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("kills", seen.size());
        figures.put("torn", torn);
        figures.put("not_serving", notServing);
        figures.put("kills_by_step", KillPoint.counted(seen));
        figures.put("steps_missed", KillPoint.missed(seen).size());
        KillPoint.missed(seen).forEach(step -> System.err.println("nobody was killed at: " + step));
        figures.put("killed_after_the_job", late);
        if (!restarts.isEmpty()) {
            figures.put("restart_ms_median", TimeUnit.NANOSECONDS.toMillis(Report.median(restarts)));
        }
        return figures;
    }

    private HostProcess fresh() throws IOException {
        root = folder.resolve("home" + homes++);
        market.trustIn(root);
        return HostProcess.start(distribution, root);
    }

    private HostProcess once(HostProcess host) throws IOException, InterruptedException {
        Home home = new Home(root);
        GenerationStore store = new GenerationStore(home);
        KillPoint point = KillPoint.choose(used, random);
        used.merge(point.name(), 1, Integer::sum);
        List<PluginChange> possible = possible(home, store);
        Optional<PluginChange> change = find(possible, point.action());
        while (change.isEmpty()) {
            PluginChange before = PluginChange.towards(point.action(), possible);
            host.admin().await(host.admin().begin(before.action(), before.argument(), before.versions()));
            possible = possible(home, store);
            change = find(possible, point.action());
        }
        Generation before = store.current().orElseThrow();
        List<Generation> history = store.history();
        kill(host, change.get(), point);
        if (control) {
            tear(home, store);
        }
        return judge(
                new KillVerdict(before, KillVerdict.next(history), change.get().after()), point);
    }

    private List<PluginChange> possible(Home home, GenerationStore store) throws IOException {
        Generation now = store.current().orElseThrow();
        PluginChange.forget(plugin, new ContentStore(home), now);
        return PluginChange.possible(plugin, store.history(), now);
    }

    private static Optional<PluginChange> find(List<PluginChange> possible, String action) {
        return possible.stream()
                .filter(change -> change.action().equals(action))
                .findFirst();
    }

    private void kill(HostProcess host, PluginChange change, KillPoint point) throws IOException, InterruptedException {
        String job = host.admin().begin(change.action(), change.argument(), change.versions());
        List<String> steps = new ArrayList<>();
        if (point.step().equals(KillPoint.ANY)) {
            TimeUnit.MILLISECONDS.sleep(random.nextInt(MOST_ANY_MILLIS));
        }
        boolean ended = false;
        boolean reached = false;
        while (!ended && !reached) {
            JsonNode state = host.admin().look(job);
            steps.clear();
            state.path("steps").forEach(step -> steps.add(step.asText()));
            ended = !List.of("queued", "running").contains(state.path("state").asText());
            reached = point.step().equals(KillPoint.ANY) || point.isReached(steps);
            if (state.path("state").asText().equals("failed")) {
                throw new IOException(change.action() + " was refused: "
                        + state.path("problem").path("message").asText());
            }
        }
        if (!ended && random.nextBoolean()) {
            TimeUnit.MILLISECONDS.sleep(random.nextInt(MOST_LATE_MILLIS));
        }
        host.kill();
        if (ended) {
            late++;
        } else {
            seen.add(change.action() + " " + KillPoint.last(steps).orElse("queued"));
        }
    }

    /** The planted fault: a pointer that was on the disk before the generation that it names was there whole. */
    private static void tear(Home home, GenerationStore store) throws IOException {
        Generation now = store.current().orElseThrow();
        long number = KillVerdict.next(store.history());
        String text = Files.readString(home.generations().resolve(now.number() + ".json"));
        Files.writeString(home.generations().resolve(number + ".json"), text.substring(0, text.length() / 2));
        Files.writeString(home.current(), Long.toString(number));
    }

    private HostProcess judge(KillVerdict verdict, KillPoint point) throws IOException, InterruptedException {
        Home home = new Home(root);
        HostProcess host = null;
        String fault;
        try {
            host = HostProcess.start(distribution, root);
            restarts.add(host.readyNanos());
            Generation now = new GenerationStore(home).current().orElseThrow();
            fault = verdict.ofGeneration(now)
                    + KillVerdict.ofBundles(now, host.bundles(), new ContentStore(home), distribution)
                    + verdict.ofContent(home);
            if (!host.serves()) {
                notServing++;
                System.err.println(point.name() + ": no answer");
            }
        } catch (HomeException e) {
            fault = e.getMessage();
        } catch (IOException e) {
            notServing++;
            String content = verdict.ofContent(home);
            fault = content.isEmpty() ? "" : content;
            System.err.println(point.name() + ": " + e.getMessage());
        }
        if (!fault.isEmpty()) {
            torn++;
            System.err.println(point.name() + ": torn: " + fault);
        }
        if (fault.isEmpty() && host != null) {
            return host;
        }
        if (host != null) {
            host.close();
        }
        return fresh();
    }
}
