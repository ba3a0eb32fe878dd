// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.admin.Change;
import dev.tenon.admin.InstalledPlugin;
import dev.tenon.admin.Job;
import dev.tenon.admin.Jobs;
import dev.tenon.admin.OfferedPlugin;
import dev.tenon.admin.Plan;
import dev.tenon.admin.Plugins;
import dev.tenon.api.device.Device;
import dev.tenon.api.model.InstalledModel;
import dev.tenon.api.platform.Models;
import dev.tenon.generation.Member;
import dev.tenon.trust.VerifiedIndex;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
import org.osgi.service.resolver.Resolver;

/** The admin API's {@link Plugins}, over planner and stage. */
@Component
public final class PluginService implements Plugins {
    private final Platform platform;
    private final VerifiedIndex index;
    private final Jobs jobs;
    private final Planner planner;
    private final Stage stage;
    private final LocalFile localFile;
    private final Listing listing;

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private volatile List<Device> devices = List.of();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private volatile List<Models> models = List.of();

    /**
     * Starts on what runs.
     *
     * @param context names home and distribution
     * @param index of the trusted marketplace
     * @param jobs to run changes in
     * @param resolver of the OSGi specification
     * @param components to ask what a bundle's components lack
     * @param rehearsal of releases that we did not sign
     */
    @Activate
    public PluginService(
            BundleContext context,
            @Reference VerifiedIndex index,
            @Reference Jobs jobs,
            @Reference Resolver resolver,
            @Reference ServiceComponentRuntime components,
            @Reference Rehearsal rehearsal) {
        this.index = index;
        this.jobs = jobs;
        platform = new Platform(context);
        planner = new Planner(platform, index, resolver, this::machine);
        Gate gate = new Gate(platform.context(), components, Gate.Limits.OF_THE_HOST);
        stage = new Stage(platform, new Fetcher(platform), rehearsal, gate);
        localFile = new LocalFile(platform);
        listing = new Listing(platform, components);
    }

    private MachineResource machine() {
        return new MachineResource(
                devices.stream().map(Device::descriptor).toList(),
                models.stream()
                        .flatMap(store -> store.all().stream())
                        .map(InstalledModel::descriptor)
                        .distinct()
                        .toList());
    }

    @Override
    public List<InstalledPlugin> installed() {
        return listing.installed(index.last());
    }

    @Override
    public List<OfferedPlugin> offered(String words) {
        return listing.offered(index.refresh(), words);
    }

    @Override
    public Plan plan(Change change) {
        return withDraft(change, false, draft -> {
            Map<String, Boolean> here = new HashMap<>();
            draft.additions()
                    .forEach(addition -> here.put(
                            addition.member().sha256(),
                            platform.content().has(addition.member().sha256())));
            return draft.plan(here);
        });
    }

    @Override
    public Job apply(Change change) {
        String title = change.action().name().toLowerCase(Locale.ROOT) + " " + change.plugin();
        return jobs.submit(title, progress -> {
            progress.step("plan");
            return withDraft(change, true, draft -> {
                stage.carryOut(draft, progress);
                return draft.result();
            });
        });
    }

    /** Drafts a change and hands it on; a bundle that comes from no marketplace is there while its draft is looked at. */
    private <T> T withDraft(Change change, boolean keep, Function<Draft, T> use) {
        Optional<Path> file =
                change.action() == Change.Action.INSTALL ? LocalFile.named(change.plugin()) : Optional.empty();
        boolean mayReturn = change.action() == Change.Action.REMOVE;
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
                    : withBundle(
                            own.get(), false, keep, revision -> planner.draftReturn(change, own.get(), revision), use);
        }
    }

    private <T> T withFile(Change change, Path file, boolean keep, Function<Draft, T> use) {
        Member member = localFile.read(file);
        boolean isNew = localFile.keep(file, member);
        return withBundle(
                member,
                isNew,
                keep,
                revision -> {
                    LocalFile.checkPlugin(member, revision);
                    return planner.draftFile(change, member, revision);
                },
                use);
    }

    private <T> T withBundle(
            Member member, boolean isNew, boolean keep, Function<BundleRevision, Draft> draft, Function<Draft, T> use) {
        boolean runs = platform.bundle(member).isPresent();
        List<Bundle> installed = new ArrayList<>();
        boolean used = false;
        try {
            Bundle bundle = stage.install(member);
            if (!runs) {
                installed.add(bundle);
            }
            T result = use.apply(draft.apply(Platform.revision(bundle)));
            used = keep;
            return result;
        } finally {
            if (!used) {
                installed.removeIf(bundle -> bundle.getState() == Bundle.UNINSTALLED);
                stage.undo(installed, isNew ? List.of(member.sha256()) : List.of());
            }
        }
    }
}
