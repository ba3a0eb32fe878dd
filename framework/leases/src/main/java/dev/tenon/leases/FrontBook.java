// SPDX-License-Identifier: Apache-2.0
package dev.tenon.leases;

import dev.tenon.api.lifecycle.PluginFailedException;
import dev.tenon.api.lifecycle.PluginWithdrawnException;
import dev.tenon.runtime.LivePlugins;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
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

    /** What calls have to end in before state is handed over. */
    private static final Duration HANDOVER_LIMIT = Duration.ofSeconds(2);

    private final BundleContext context;
    private final Hiding hiding;
    private final Factories factories;
    private final Aside aside = new Aside();
    private final Handovers handovers;
    private final Announcement live = new Announcement();
    private final List<Front<?>> fronts = new CopyOnWriteArrayList<>();
    /** Whose services concern nobody: staged releases, and replaced ones. */
    private final Set<Long> hidden = ConcurrentHashMap.newKeySet();

    private final Set<Long> replaced = ConcurrentHashMap.newKeySet();
    private final Set<Target<?>> draining = ConcurrentHashMap.newKeySet();
    private final Map<String, LongAdder> ended = new ConcurrentHashMap<>();

    FrontBook(BundleContext context, Hiding hiding, Factories factories) {
        this.context = context;
        this.hiding = hiding;
        this.factories = factories;
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
            case ServiceEvent.REGISTERED -> targets(reference).forEach(this::appear);
            case ServiceEvent.MODIFIED -> on(reference).forEach(Front::update);
            case ServiceEvent.UNREGISTERING -> disappear(bundle, on(reference));
            default -> {}
        }
    }

    /** A component that was made anew gets behind the front that it had before; what is new gets one. */
    private <S> void appear(Target<S> target) {
        Optional<Front<S>> vacant = typed(fronts.stream(), target.type())
                .filter(front -> front.component().equals(Front.component(target.reference())))
                .filter(front -> front.name().equals(target.name()))
                .filter(front -> front.current() == null)
                .findFirst();
        if (vacant.isPresent()) {
            vacant.get().move(target);
        } else {
            open(target);
        }
    }

    private <S> void open(Target<S> target) {
        Front<S> front = new Front<>(factories.of(target.type()), target);
        fronts.add(front);
        front.register(context);
    }

    /** A component that goes while its plugin stays may come back with other settings: its front waits a while. */
    private void disappear(Bundle bundle, List<Front<?>> concerned) {
        boolean stays = bundle.getState() == Bundle.ACTIVE
                && context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).getState() == Bundle.ACTIVE;
        List<Target<?>> closed = new ArrayList<>();
        for (Front<?> front : concerned) {
            Target<?> target = front.current();
            if (stays) {
                front.vacate();
                aside.later(() -> withdrawIfVacant(front));
            } else {
                withdraw(front);
            }
            if (target != null) {
                target.close();
                closed.add(target);
            }
        }
        drain(closed, STOP_LIMIT);
    }

    private void withdrawIfVacant(Front<?> front) {
        if (front.current() == null) {
            withdraw(front);
        }
    }

    private void withdraw(Front<?> front) {
        fronts.remove(front);
        front.withdraw();
    }

    @Override
    public List<HeldLease> replace(Collection<Bundle> retired, Collection<Bundle> fresh, Duration limit) {
        List<Target<?>> old = fronts.stream()
                .<Target<?>>mapMulti((front, out) -> {
                    Target<?> target = front.current();
                    if (target != null && retired.contains(target.bundle())) {
                        out.accept(target);
                    }
                })
                .toList();
        List<Front<?>> open = new ArrayList<>(
                fronts.stream().filter(front -> old.contains(front.current())).toList());
        List<Target<?>> arriving = new ArrayList<>();
        fresh.forEach(bundle -> services(bundle).flatMap(this::targets).forEach(arriving::add));
        makeFirst(arriving);
        retired.forEach(bundle -> {
            replaced.add(bundle.getBundleId()); // it serves until its last call has ended
            stage(bundle);
        });
        fresh.forEach(bundle -> hidden.remove(bundle.getBundleId()));
        live.changed();
        handOver(retired, fresh, open, old);
        draining.addAll(old); // they are held until they have been drained, whatever is in front
        arriving.sort(Comparator.comparing(Target::reference)); // of equal ones the first registered
        List<Target<?>> unmatched = new ArrayList<>();
        arriving.forEach(target -> {
            if (!moved(target, open, true)) {
                unmatched.add(target);
            }
        });
        unmatched.removeIf(target -> moved(target, open, false));
        unmatched.forEach(this::open);
        open.forEach(this::withdraw);
        sweep();
        old.forEach(Target::close);
        try {
            return drain(old, limit);
        } finally {
            retired.forEach(bundle -> replaced.remove(bundle.getBundleId()));
            live.changed();
        }
    }

    /** Has calls wait where a plugin has state to hand over, and hands it over. */
    private void handOver(
            Collection<Bundle> retired, Collection<Bundle> fresh, List<Front<?>> open, List<Target<?>> old) {
        for (Bundle bundle : retired) {
            if (Handovers.isWanted(bundle, fresh)) {
                List<Target<?>> its = old.stream()
                        .filter(target -> target.bundle().equals(bundle))
                        .toList();
                open.stream().filter(front -> its.contains(front.current())).forEach(Front::vacate);
                its.forEach(Target::close);
                Drain.calls(its, HANDOVER_LIMIT);
                handovers.carry(bundle, fresh);
            }
        }
    }

    /** Opens fronts before services that have none: they came before somebody looked. */
    void sweep() {
        Arrays.stream(context.getBundles())
                .filter(bundle -> !concernsNobody(bundle))
                .flatMap(FrontBook::services)
                .flatMap(this::targets)
                .filter(target -> on(target.reference()).stream().noneMatch(front -> front.type() == target.type()))
                .forEach(this::appear);
    }

    /** Moves the front that is meant for a service, if there is one. */
    private static <S> boolean moved(Target<S> target, List<Front<?>> open, boolean byName) {
        Optional<Front<S>> match = typed(open.stream(), target.type())
                .filter(front -> front.name().startsWith(target.pluginId() + " "))
                .filter(front -> !byName || front.component().equals(Front.component(target.reference())))
                .findFirst();
        match.ifPresent(front -> {
            open.remove(front);
            front.move(target);
        });
        return match.isPresent();
    }

    /** Has services made before anybody waits for them. */
    private void makeFirst(List<Target<?>> targets) {
        aside.within(
                FIRST_LIMIT,
                () -> targets.forEach(target -> {
                    try {
                        target.service();
                    } catch (PluginWithdrawnException | PluginFailedException e) {
                        LOG.warn("{}", e.getMessage());
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
                    () -> targets.stream().map(Target::forget).toList().forEach(Runnable::run));
        }
    }

    private static Stream<ServiceReference<?>> services(Bundle bundle) {
        ServiceReference<?>[] registered = bundle.getRegisteredServices();
        return registered == null ? Stream.empty() : Arrays.stream(registered);
    }

    /** Returns one target for each extension point that a service is registered for. */
    private Stream<Target<?>> targets(ServiceReference<?> reference) {
        String plugin = reference.getBundle().getSymbolicName();
        LongAdder count = ended.computeIfAbsent(plugin, id -> new LongAdder());
        return Arrays.stream((String[]) reference.getProperty(Constants.OBJECTCLASS))
                .flatMap(name -> factories.named(name).stream())
                .map(factory -> new Target<>(context, reference, factory, count));
    }

    private List<Front<?>> on(ServiceReference<?> reference) {
        return fronts.stream()
                .filter(front -> {
                    Target<?> target = front.current();
                    return target != null && target.reference().equals(reference);
                })
                .toList();
    }

    @SuppressWarnings("unchecked") // a front's type is that of its targets
    private static <S> Stream<Front<S>> typed(Stream<Front<?>> fronts, Class<S> type) {
        return fronts.filter(front -> front.type() == type).map(front -> (Front<S>) front);
    }

    @Override
    public List<HeldLease> held(String pluginId) {
        Set<Target<?>> targets = new HashSet<>(draining);
        fronts.forEach(front -> {
            Target<?> target = front.current();
            if (target != null) {
                targets.add(target);
            }
        });
        return targets.stream()
                .filter(target -> target.pluginId().equals(pluginId))
                .flatMap(target -> target.held().stream())
                .sorted(Comparator.comparing(HeldLease::age).reversed())
                .toList();
    }

    @Override
    public long ended(String pluginId) {
        LongAdder count = ended.get(pluginId);
        return count == null ? 0 : count.sum();
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
        fronts.forEach(this::withdraw);
        aside.close();
    }
}
