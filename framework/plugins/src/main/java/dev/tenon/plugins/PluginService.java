// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.admin.AdminException;
import dev.tenon.admin.AdminException.Reason;
import dev.tenon.admin.Change;
import dev.tenon.admin.InstalledPlugin;
import dev.tenon.admin.Job;
import dev.tenon.admin.Jobs;
import dev.tenon.admin.OfferedPlugin;
import dev.tenon.admin.Plan;
import dev.tenon.admin.PluginUse;
import dev.tenon.admin.Plugins;
import dev.tenon.api.device.Device;
import dev.tenon.api.model.InstalledModel;
import dev.tenon.api.model.ModelDescriptor;
import dev.tenon.api.platform.Models;
import dev.tenon.generation.Member;
import dev.tenon.leases.Leases;
import dev.tenon.runtime.Startup;
import dev.tenon.trust.VerifiedIndex;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.resolver.Resolver;

/** The admin API's {@link Plugins}, over planner and stage. */
@Component(configurationPid = PluginService.PID)
@Designate(ocd = PluginService.Config.class)
public final class PluginService implements Plugins {
    static final String PID = "dev.tenon.plugins";
    private static final Duration PLAN_PATIENCE = Duration.ofSeconds(20);

    private final Platform platform;
    private final MarketView market;
    private final Jobs jobs;
    private final WholeSet set;
    private final Planner planner;
    private final Rollback rollback;
    private final LockFile lockFile;
    private final Marking marking;
    private final Consent consent;
    private final Prospect prospect;
    private final Bundles bundles;
    private final Stage stage;
    private final LocalFile localFile;
    private final Listing listing;
    private final Leases leases;

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    volatile List<Device> devices = List.of();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    volatile List<Models> models = List.of();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private volatile List<Startup> startups = List.of();

    /** Settings. */
    @ObjectClassDefinition(name = "Changes of plugins")
    @interface Config {
        /** Time limit for calls to an old release. */
        @AttributeDefinition(
                name = "Time to finish [seconds]",
                min = "1",
                description = "Time that calls, streams and sessions of a release have to end in when another takes its"
                        + " place; what has not ended then is ended, and its caller is told to ask again")
        int drain_seconds() default 30;
    }

    /**
     * Starts on what runs.
     *
     * @param context names home and distribution
     * @param index of the trusted marketplace
     * @param jobs to run changes in
     * @param resolver of the OSGi specification
     * @param components to ask what a bundle's components lack
     * @param copies of the plugins' data
     * @param settings to put in force those of another generation
     * @param rehearsal of releases that we did not sign
     * @param retired to be told of what goes
     * @param leases move calls from one release to the next
     * @param config settings
     */
    @Activate
    public PluginService(
            BundleContext context,
            @Reference VerifiedIndex index,
            @Reference Jobs jobs,
            @Reference Resolver resolver,
            @Reference ServiceComponentRuntime components,
            @Reference DataCopies copies,
            @Reference SettingsFiles settings,
            @Reference Rehearsal rehearsal,
            @Reference RetiredLoaders retired,
            @Reference Leases leases,
            Config config) {
        if (config.drain_seconds() < 1) {
            throw new IllegalArgumentException("drain.seconds must be at least 1: " + config.drain_seconds());
        }
        market = new MarketView(index);
        this.jobs = jobs;
        this.leases = leases;
        platform = new Platform(context);
        set = new WholeSet(platform, market, resolver, this::machine);
        planner = new Planner(platform, market, set);
        Gate gate = new Gate(platform.context(), components, Gate.Limits.OF_THE_HOST);
        bundles = new Bundles(platform, gate, retired);
        rollback = new Rollback(platform);
        lockFile = new LockFile(platform, market);
        marking = new Marking(platform, set);
        consent = new Consent(platform);
        prospect = new Prospect(platform, copies.folders(), consent);
        stage = new Stage(
                platform,
                new Downloads(new Fetcher(platform)),
                rehearsal,
                gate,
                bundles,
                copies,
                settings,
                leases,
                Duration.ofSeconds(config.drain_seconds()));
        localFile = new LocalFile(platform);
        listing = new Listing(platform, components);
    }

    private MachineResource machine() {
        return new MachineResource(devices.stream().map(Device::descriptor).toList(), models());
    }

    private List<ModelDescriptor> models() {
        return models.stream()
                .flatMap(store -> store.all().stream())
                .map(InstalledModel::descriptor)
                .distinct()
                .toList();
    }

    @Override
    public List<InstalledPlugin> installed() {
        return listing.installed(market.last());
    }

    @Override
    public List<InstalledPlugin> needing(String model) {
        Set<String> needing = new ModelNeeds(platform).needing(model, models());
        return installed().stream()
                .filter(plugin -> needing.contains(plugin.id()))
                .toList();
    }

    @Override
    public PluginUse use(String id) {
        List<PluginUse.Lease> held = leases.held(id).stream()
                .map(each -> new PluginUse.Lease(
                        each.version(), each.type(), each.holder(), each.age().toMillis()))
                .toList();
        return new PluginUse(id, held, leases.ended(id));
    }

    @Override
    public List<OfferedPlugin> offered(String words) {
        return listing.offered(market.refresh(), words);
    }

    @Override
    public Plan plan(Change change) {
        awaitStart();
        return withDraft(change, false, prospect::plan);
    }

    /** What has not started yet would be missing in a plan. A job waits for it in its queue. */
    private void awaitStart() {
        try {
            for (Startup startup : startups) {
                if (!startup.await(PLAN_PATIENCE)) {
                    throw new AdminException(
                            Reason.RESTART, "the host's plugins are still starting; plan it again in a moment");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AdminException(Reason.CANCELLED, "the plan was called off", e);
        }
    }

    @Override
    public Job apply(Change change) {
        String title = (change.action().name().toLowerCase(Locale.ROOT) + " " + change.plugin()).strip();
        return jobs.submit(title, progress -> {
            progress.step("plan");
            return withDraft(change, true, draft -> {
                prospect.checkLive(draft);
                consent.check(draft);
                return draft.result() + stage.carryOut(draft, progress);
            });
        });
    }

    /** Drafts a change and hands it on; a bundle that comes from no marketplace is there while its draft is looked at. */
    private <T> T withDraft(Change change, boolean keep, Function<Draft, T> use) {
        Optional<Path> file =
                change.action() == Change.Action.INSTALL ? LocalFile.named(change.plugin()) : Optional.empty();
        boolean mayReturn = change.action() == Change.Action.REMOVE;
        if (Marking.is(change.action())) {
            return use.apply(marking.draft(change));
        }
        if (change.action() == Change.Action.ROLLBACK || change.action() == Change.Action.IMPORT) {
            return withWhole(change, keep, use);
        }
        if (file.isEmpty() && !mayReturn) {
            return use.apply(planner.draft(change));
        }
        synchronized (localFile) { // a plan must not take away what a job installs from the same file at the same time
            if (file.isPresent()) {
                return withFile(change, file.get(), keep, use);
            }
            Optional<Member> own = planner.brought(change.plugin());
            return own.isEmpty()
                    ? use.apply(planner.draft(change))
                    : withBundles(
                            List.of(own.get()),
                            false,
                            keep,
                            revisions -> planner.draftReturn(change, own.get(), revisions.get(0)),
                            use);
        }
    }

    private <T> T withFile(Change change, Path file, boolean keep, Function<Draft, T> use) {
        Member member = localFile.read(file);
        if (keep && !change.options().contains(Change.Option.UNSIGNED)) {
            throw new AdminException(
                    Reason.UNTRUSTED,
                    file + " is signed by no marketplace: add --unsigned to install it all the same; it stays marked");
        }
        boolean isNew = localFile.keep(file, member);
        return withBundles(
                List.of(member),
                isNew,
                keep,
                revisions -> {
                    LocalFile.checkPlugin(member, revisions.get(0));
                    return planner.draftFile(change, member, revisions.get(0));
                },
                use);
    }

    private <T> T withWhole(Change change, boolean keep, Function<Draft, T> use) {
        synchronized (localFile) {
            Draft draft = change.action() == Change.Action.IMPORT ? lockFile.draft(change) : rollback.draft(change);
            List<Member> here = draft.additions().stream()
                    .filter(addition -> addition.source().isEmpty())
                    .map(Draft.Addition::member)
                    .toList();
            return withBundles(
                    here,
                    false,
                    keep,
                    revisions -> {
                        set.check(draft, revisions);
                        return draft.granting(revisions);
                    },
                    use);
        }
    }

    private <T> T withBundles(
            List<Member> members,
            boolean isNew,
            boolean keep,
            Function<List<BundleRevision>, Draft> draft,
            Function<Draft, T> use) {
        List<Bundle> installed = new ArrayList<>();
        boolean used = false;
        try {
            List<BundleRevision> revisions = new ArrayList<>();
            for (Member member : members) {
                boolean runs = platform.bundle(member).isPresent();
                Bundle bundle = bundles.install(member);
                if (!runs) {
                    installed.add(bundle);
                }
                revisions.add(Platform.revision(bundle));
            }
            T result = use.apply(draft.apply(revisions));
            used = keep;
            return result;
        } finally {
            if (!used) {
                installed.removeIf(bundle -> bundle.getState() == Bundle.UNINSTALLED);
                stage.undo(
                        installed, isNew ? members.stream().map(Member::sha256).toList() : List.of());
            }
        }
    }
}
