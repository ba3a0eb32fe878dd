// SPDX-License-Identifier: Apache-2.0
package dev.tenon.leases;

import dev.tenon.runtime.LivePlugins;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.AllServiceListener;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.SynchronousBundleListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a front before each service of each plugin. Thread-safe; no lock is held while others are called. */
final class FrontBook implements Leases, LivePlugins, AllServiceListener, SynchronousBundleListener {
    private static final Logger LOG = LoggerFactory.getLogger(FrontBook.class);

    /** What a plugin's calls have to end in when it is stopped by somebody who does not say how long. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    /** What a release has to make its services in. */
    private static final Duration FIRST_LIMIT = Duration.ofSeconds(10);

    /** What calls have to end in before state is handed over; this and the handover are shorter than a call waits. */
    private static final Duration HANDOVER_LIMIT = Duration.ofSeconds(2);

    private final BundleContext context;
    private final Hiding hiding;
    private final Fronts fronts;
    private final Aside aside = new Aside();
    private final Handovers handovers;
    private final Announcement live = new Announcement();
    /** Whose services concern nobody: staged releases, and replaced ones. */
    private final Set<Long> hidden = ConcurrentHashMap.newKeySet();

    private final Set<Long> replaced = ConcurrentHashMap.newKeySet();
    private final Set<Target<?>> draining = ConcurrentHashMap.newKeySet();

    FrontBook(BundleContext context, Hiding hiding, Fronts fronts) {
        this.context = context;
        this.hiding = hiding;
        this.fronts = fronts;
        handovers = new Handovers(context, aside);
    }

    @Override
    public void stage(Bundle bundle) {
        if (hiding.isPlugin(bundle)) {
            hidden.add(bundle.getBundleId());
        }
    }

    @Override
    public boolean serves(Bundle bundle) {
        return !hidden.contains(bundle.getBundleId()) || replaced.contains(bundle.getBundleId());
    }

    private boolean concernsNobody(Bundle bundle) {
        return !hiding.isPlugin(bundle) || hidden.contains(bundle.getBundleId());
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.UNINSTALLED) {
            hidden.remove(event.getBundle().getBundleId());
            hiding.forget(event.getBundle());
        }
    }

    @Override
    public void serviceChanged(ServiceEvent event) {
        ServiceReference<?> reference = event.getServiceReference();
        Bundle bundle = reference.getBundle();
        if (bundle == null || concernsNobody(bundle)) {
            return;
        }
        switch (event.getType()) {
            case ServiceEvent.REGISTERED -> fronts.targets(reference).forEach(fronts::appear);
            case ServiceEvent.MODIFIED -> fronts.on(reference).forEach(Front::update);
            case ServiceEvent.UNREGISTERING -> disappear(bundle, fronts.behind(reference));
            default -> {}
        }
    }

    /** A component that goes while its plugin stays may come back with other settings: its front waits a while. */
    private void disappear(Bundle bundle, Map<Front<?>, Target<?>> concerned) {
        boolean stays = bundle.getState() == Bundle.ACTIVE
                && context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).getState() == Bundle.ACTIVE;
        List<Target<?>> closed = new ArrayList<>();
        concerned.forEach((front, target) -> {
            if (vacate(front, target, stays)) {
                target.close();
                closed.add(target);
            }
        });
        drain(closed, STOP_LIMIT);
    }

    /**
     * Has calls wait for what takes a target's place, unless something has already; a front behind which nothing comes is
     * taken away, after a while or at once.
     */
    private boolean vacate(Front<?> front, Target<?> gone, boolean mayReturn) {
        long vacancy = front.vacate(gone);
        if (vacancy != 0 && mayReturn) {
            aside.later(() -> fronts.withdrawIfStill(front, vacancy));
        } else if (vacancy != 0) {
            fronts.withdrawIfStill(front, vacancy);
        }
        return vacancy != 0;
    }

    @Override
    public List<HeldLease> replace(Collection<Bundle> retired, Collection<Bundle> fresh, Duration limit) {
        List<Target<?>> arriving = new ArrayList<>();
        fresh.forEach(bundle -> Fronts.services(bundle).flatMap(fronts::targets).forEach(arriving::add));
        retired.forEach(bundle -> handovers.carryDerived(bundle, fresh));
        makeFirst(arriving);
        retired.forEach(bundle -> {
            replaced.add(bundle.getBundleId()); // it serves until its last call has ended
            stage(bundle);
        });
        List<Front<?>> open = fronts.of(retired);
        List<Target<?>> old = Fronts.behind(open);
        draining.addAll(old); // they are held until they have been drained, whatever is in front
        try {
            fresh.forEach(bundle -> hidden.remove(bundle.getBundleId()));
            live.changed();
            arriving.sort(Comparator.comparing(Target::reference)); // of equal ones the first registered
            for (Bundle bundle : retired) {
                handOver(bundle, fresh, open, old);
                move(
                        arriving.stream()
                                .filter(target -> target.pluginId().equals(bundle.getSymbolicName()))
                                .toList(),
                        open);
            }
            arriving.forEach(fronts::open); // those behind a front have one
            forgetGone(arriving);
            open.forEach(fronts::withdraw);
            sweep();
            old.forEach(Target::close);
            return drain(old, limit);
        } finally {
            old.forEach(draining::remove);
            retired.forEach(bundle -> replaced.remove(bundle.getBundleId()));
            live.changed();
        }
    }

    /** Moves the fronts of one plugin to its new services, those of the same component first. */
    private static void move(List<Target<?>> arriving, List<Front<?>> open) {
        List<Target<?>> unmatched = new ArrayList<>();
        arriving.forEach(target -> {
            if (!Fronts.moved(target, open, true)) {
                unmatched.add(target);
            }
        });
        unmatched.forEach(target -> Fronts.moved(target, open, false));
    }

    /** A component may have been made anew with other settings since it was looked for: calls wait for the new one. */
    private void forgetGone(List<Target<?>> arrived) {
        for (Target<?> target : arrived) {
            if (target.reference().getBundle() == null) {
                fronts.behind(target.reference()).forEach((front, behind) -> vacate(front, behind, true));
                target.close();
            }
        }
    }

    /** Has calls wait where a plugin has state to hand over, and hands it over; the fronts move right after it. */
    private void handOver(Bundle bundle, Collection<Bundle> fresh, List<Front<?>> open, List<Target<?>> old) {
        if (Handovers.isWanted(bundle, fresh)) {
            List<Target<?>> its = old.stream()
                    .filter(target -> target.bundle().equals(bundle))
                    .toList();
            open.forEach(front -> its.forEach(front::vacate));
            its.forEach(Target::close);
            Drain.calls(its, HANDOVER_LIMIT);
            handovers.carry(bundle, fresh);
        }
    }

    /** Opens fronts before services that have none: they came before somebody looked. */
    void sweep() {
        Arrays.stream(context.getBundles())
                .filter(bundle -> !concernsNobody(bundle))
                .flatMap(Fronts::services)
                .flatMap(fronts::targets)
                .filter(target ->
                        fronts.on(target.reference()).stream().noneMatch(front -> front.type() == target.type()))
                .forEach(fronts::appear);
    }

    /** Has services made before anybody waits for them. */
    private void makeFirst(List<Target<?>> targets) {
        aside.within(
                FIRST_LIMIT,
                () -> targets.forEach(target -> {
                    try {
                        target.prepare();
                    } catch (RuntimeException | LinkageError | StackOverflowError e) { // foreign code
                        LOG.warn("{} is not ready for its first call", target.name(), e);
                    }
                }));
    }

    private List<HeldLease> drain(List<Target<?>> targets, Duration limit) {
        if (targets.isEmpty()) {
            return List.of();
        }
        draining.addAll(targets);
        try {
            return Drain.of(targets, limit);
        } finally {
            targets.forEach(draining::remove);
            aside.within(
                    STOP_LIMIT,
                    () -> targets.stream().map(Target::forget).toList().forEach(FrontBook::letGo));
            RecordCaches.clear();
        }
    }

    private static void letGo(Runnable letGo) {
        try {
            letGo.run();
        } catch (RuntimeException | LinkageError | StackOverflowError e) { // foreign code
            LOG.warn("A release that was replaced failed at its end", e);
        }
    }

    @Override
    public List<HeldLease> held(String pluginId) {
        Set<Target<?>> targets = new HashSet<>(draining);
        targets.addAll(Fronts.behind(fronts.all()));
        return targets.stream()
                .filter(target -> target.pluginId().equals(pluginId))
                .flatMap(target -> target.held().stream())
                .sorted(Comparator.comparing(HeldLease::age).reversed())
                .toList();
    }

    @Override
    public long ended(String pluginId) {
        return fronts.ended(pluginId);
    }

    /** Opens fronts before what is there already, then before whatever comes. */
    void open() {
        aside.often(Slots::tick);
        live.register(context, this);
        context.addBundleListener(this);
        context.addServiceListener(this);
        sweep();
    }

    void close() {
        context.removeServiceListener(this);
        context.removeBundleListener(this);
        fronts.all().forEach(fronts::withdraw);
        aside.close();
    }
}
