// SPDX-License-Identifier: Apache-2.0
package dev.tenon.control;

import dev.tenon.admin.AdminException;
import dev.tenon.admin.Change;
import dev.tenon.admin.Generations;
import dev.tenon.admin.InstalledPlugin;
import dev.tenon.admin.Job;
import dev.tenon.admin.OfferedPlugin;
import dev.tenon.admin.Plan;
import dev.tenon.admin.PluginUse;
import dev.tenon.admin.Plugins;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

final class FakePlugins implements Plugins, Generations {
    private static final List<OfferedPlugin> MARKET = List.of(
            offered("calc", "Calculator", "1.1.0", "Works out sums, percentages and functions.", List.of("clock")),
            offered("dates", "Dates", "1.1.0", "Adds days to dates and counts them.", List.of("clock")),
            offered("units", "Units", "1.0.0", "Converts lengths, weights, temperatures and more.", List.of()),
            offered(
                    "image-label",
                    "What is in this picture",
                    "1.0.0",
                    "Names what a picture shows, with any installed model that classifies images.",
                    List.of("model:image-classification")),
            offered("teapot", "Teapot", "1.0.0", "Steeps tea, and is broken.", List.of()));

    /** What is wrong with the teapot. */
    static final String HANGS =
            "the rehearsal failed, nothing was installed: dev.tenon.skill.teapot 1.0.0 is stuck in activate";

    private final FakeJobs jobs;
    private final Map<String, InstalledPlugin> installed = new TreeMap<>();
    private final List<Generation> generations = new CopyOnWriteArrayList<>();

    FakePlugins(FakeJobs jobs) {
        this.jobs = jobs;
        add(
                offered("calc", "Calculator", "1.0.0", "Works out sums, percentages and functions.", List.of()),
                "1.1.0",
                "distribution");
        add(offered("clock", "World clock", "1.0.0", "Tells the time anywhere.", List.of()), "", "marketplace");
        add(offered("dates", "Dates", "1.0.0", "Adds days to dates.", List.of()), "1.1.0", "distribution");
        remember("start");
    }

    private static OfferedPlugin offered(
            String name, String title, String version, String summary, List<String> permissions) {
        return new OfferedPlugin(
                "dev.tenon.skill." + name,
                "skill-" + name,
                title,
                version,
                summary,
                List.of("skill"),
                permissions,
                412_300,
                "");
    }

    private synchronized void add(OfferedPlugin offer, String newest, String origin) {
        installed.put(
                offer.id(),
                new InstalledPlugin(
                        offer.id(),
                        offer.shortName(),
                        offer.name(),
                        offer.version(),
                        offer.summary(),
                        offer.categories(),
                        offer.permissions(),
                        "active",
                        origin,
                        newest,
                        "ab".repeat(32)));
    }

    private synchronized void remember(String reason) {
        List<Generation> all = new ArrayList<>();
        List<String> names = installed.values().stream()
                .map(plugin -> plugin.id() + " " + plugin.version())
                .toList();
        all.add(new Generation(generations.size() + 1, Instant.now(), reason, names, true));
        generations.forEach(
                old -> all.add(new Generation(old.number(), old.created(), old.reason(), old.plugins(), false)));
        generations.clear();
        generations.addAll(all);
    }

    synchronized boolean has(String shortName) {
        return installed.values().stream().anyMatch(plugin -> plugin.shortName().equals(shortName));
    }

    @Override
    public synchronized List<InstalledPlugin> installed() {
        return List.copyOf(installed.values());
    }

    @Override
    public PluginUse use(String id) {
        return new PluginUse(id, List.of(new PluginUse.Lease("1.0.0", "Skill", "assistant-1", 1_200)), 2);
    }

    @Override
    public synchronized List<InstalledPlugin> needing(String model) {
        return installed().stream()
                .filter(plugin -> model.equals("mnist") && plugin.shortName().equals("skill-clock"))
                .toList();
    }

    @Override
    public synchronized List<OfferedPlugin> offered(String words) {
        String wanted = words.toLowerCase(Locale.ROOT);
        return MARKET.stream()
                .filter(offer -> (offer.id() + offer.name() + offer.summary())
                        .toLowerCase(Locale.ROOT)
                        .contains(wanted))
                .map(offer -> new OfferedPlugin(
                        offer.id(),
                        offer.shortName(),
                        offer.name(),
                        offer.version(),
                        offer.summary(),
                        offer.categories(),
                        offer.permissions(),
                        offer.bytes(),
                        Optional.ofNullable(installed.get(offer.id()))
                                .map(InstalledPlugin::version)
                                .orElse("")))
                .toList();
    }

    @Override
    public synchronized Plan plan(Change change) {
        if (change.action() == Change.Action.ROLLBACK) {
            return new Plan(
                    change,
                    List.of(new Plan.Line("dev.tenon.skill.clock", "1.0.0", "", List.of(), "")),
                    0,
                    List.of("Generation " + change.plugin() + " comes back as a new one."));
        }
        boolean removes = change.action() == Change.Action.REMOVE;
        String from = installed.values().stream()
                .filter(plugin -> names(change, plugin.id(), plugin.shortName()))
                .map(InstalledPlugin::version)
                .findFirst()
                .orElse("");
        OfferedPlugin offer = offer(change, !from.isEmpty());
        if (removes) {
            return new Plan(change, List.of(new Plan.Line(offer.id(), from, "", List.of(), "")), 0);
        }
        Plan.Line line = new Plan.Line(
                offer.id(),
                from,
                offer.version(),
                offer.permissions(),
                "the marketplace at 127.0.0.1:7080",
                from.isEmpty() ? List.of() : offer.permissions(),
                new Plan.Source("cd".repeat(32), "somebody", "0123456789abcdef", false, offer.bytes()),
                from.isEmpty() ? Plan.Data.NONE : new Plan.Data(Plan.Data.Fate.MIGRATED, 1, 2),
                true);
        List<Plan.Touched> touched = from.isEmpty()
                ? List.of()
                : List.of(new Plan.Touched("dev.tenon.skill.clock", "1.0.0", offer.id(), "tenon.model", false));
        return new Plan(change, List.of(line), offer.bytes(), List.of(), touched, "");
    }

    private OfferedPlugin offer(Change change, boolean here) {
        return MARKET.stream()
                .filter(candidate -> names(change, candidate.id(), candidate.shortName()))
                .findFirst()
                .or(() -> here
                        ? Optional.of(offered(
                                change.plugin().replaceFirst(".*[.-]", ""), change.plugin(), "1.0.0", "", List.of()))
                        : Optional.empty())
                .orElseThrow(() -> new AdminException(
                        AdminException.Reason.UNKNOWN,
                        "no plugin bears the name " + change.plugin() + ": see ./tenon plugin search"));
    }

    private static boolean names(Change change, String id, String shortName) {
        return change.plugin().equals(id) || change.plugin().equals(shortName);
    }

    @Override
    public Job apply(Change change) {
        String action = change.action().name().toLowerCase(Locale.ROOT);
        return jobs.submit(action + " " + change.plugin(), progress -> {
            progress.step("plan");
            Plan.Line line = plan(change).lines().get(0);
            if (!line.newPermissions().isEmpty()
                    && !change.accepted().contains(line.source().sha256())) {
                throw new AdminException(AdminException.Reason.CONSENT, line.id() + " asks for more than was granted");
            }
            progress.step("stage");
            for (int i = 1; i <= 4; i++) {
                progress.bytes(103_075L * i, 412_300);
            }
            progress.step("gate");
            if (line.id().endsWith(".teapot")) {
                throw new AdminException(AdminException.Reason.UNFIT, HANGS);
            }
            synchronized (this) {
                if (line.to().isEmpty()) {
                    installed.remove(line.id());
                } else {
                    add(offer(change, true), "", "marketplace");
                }
            }
            progress.step("commit");
            remember(action + " " + line.id());
            return line.id() + (line.to().isEmpty() ? " is removed" : " " + line.to() + " serves");
        });
    }

    @Override
    public List<Generation> history() {
        return List.copyOf(generations);
    }

    @Override
    public Difference difference(long from, long to) {
        if (generations.stream().noneMatch(generation -> generation.number() == to)) {
            throw new AdminException(AdminException.Reason.UNKNOWN, "generation " + to + " is not kept");
        }
        return new Difference(
                from,
                to,
                List.of(new Difference.Line("dev.tenon.skill.units", "", "1.0.0", List.of("held"))),
                List.of("dev.tenon.skill.units"));
    }

    @Override
    public Lock lock() {
        return new Lock(1, List.of(new Lock.Plugin("dev.tenon.skill.units", "1.0.0", "ab".repeat(32), 7, "file")));
    }
}
