// SPDX-License-Identifier: Apache-2.0
package dev.tenon.leases;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/** The fronts that there are, one for each extension point of each service. Thread-safe. */
final class Fronts {
    private final BundleContext context;
    private final Factories factories;
    private final List<Front<?>> fronts = new CopyOnWriteArrayList<>();
    private final Map<String, LongAdder> ended = new ConcurrentHashMap<>();

    Fronts(BundleContext context, Factories factories) {
        this.context = context;
        this.factories = factories;
    }

    /** A component that was made anew gets behind the front that it had before; what is new gets one. */
    <S> void appear(Target<S> target) {
        Optional<Front<S>> vacant = typed(fronts.stream(), target.type())
                .filter(front -> front.component().equals(Front.component(target.reference())))
                .filter(front -> front.name().equals(target.name()))
                .filter(front -> front.current() == null)
                .findFirst();
        if (vacant.isEmpty() || !vacant.get().move(target)) {
            open(target);
        }
    }

    /** Opens a front before a service, unless there is one. */
    <S> void open(Target<S> target) {
        Front<S> front = new Front<>(factories.of(target.type()), target);
        synchronized (this) { // an event may tell of a service just when somebody looks for those without a front
            if (on(target.reference()).stream().anyMatch(each -> each.type() == target.type())) {
                return;
            }
            fronts.add(front);
        }
        front.register(context);
    }

    void withdrawIfStill(Front<?> front, long vacancy) {
        if (front.withdrawIfStill(vacancy)) {
            fronts.remove(front);
        }
    }

    void withdraw(Front<?> front) {
        fronts.remove(front);
        front.withdraw();
    }

    /** Moves the front that is meant for a service, if there is one. */
    static <S> boolean moved(Target<S> target, List<Front<?>> open, boolean byName) {
        Optional<Front<S>> match = typed(open.stream(), target.type())
                .filter(front -> front.name().startsWith(target.pluginId() + " "))
                .filter(front -> !byName || front.component().equals(Front.component(target.reference())))
                .findFirst();
        if (match.isEmpty()) {
            return false;
        }
        open.remove(match.get());
        return match.get().move(target);
    }

    /** Returns the fronts of some releases, also those behind which a component is just being made anew. */
    List<Front<?>> of(Collection<Bundle> bundles) {
        List<String> names = bundles.stream()
                .map(bundle -> Target.name(
                        bundle.getSymbolicName(), bundle.getVersion().toString()))
                .toList();
        return new ArrayList<>(fronts.stream()
                .filter(front -> {
                    Target<?> target = front.current();
                    return target == null ? names.contains(front.name()) : bundles.contains(target.bundle());
                })
                .toList());
    }

    /** Returns what is behind some fronts now. */
    static List<Target<?>> behind(Collection<Front<?>> fronts) {
        List<Target<?>> targets = new ArrayList<>();
        fronts.forEach(front -> {
            Target<?> target = front.current();
            if (target != null) {
                targets.add(target);
            }
        });
        return targets;
    }

    List<Front<?>> all() {
        return fronts;
    }

    long ended(String pluginId) {
        LongAdder count = ended.get(pluginId);
        return count == null ? 0 : count.sum();
    }

    static Stream<ServiceReference<?>> services(Bundle bundle) {
        ServiceReference<?>[] registered = bundle.getRegisteredServices();
        return registered == null ? Stream.empty() : Arrays.stream(registered);
    }

    /** Returns one target for each extension point that a service is registered for. */
    Stream<Target<?>> targets(ServiceReference<?> reference) {
        String plugin = reference.getBundle().getSymbolicName();
        LongAdder count = ended.computeIfAbsent(plugin, id -> new LongAdder());
        return Arrays.stream((String[]) reference.getProperty(Constants.OBJECTCLASS))
                .flatMap(name -> factories.named(name).stream())
                .map(factory -> new Target<>(context, reference, factory, count));
    }

    /** Returns the fronts before a service, and with each what stands behind it. */
    Map<Front<?>, Target<?>> behind(ServiceReference<?> reference) {
        Map<Front<?>, Target<?>> behind = new LinkedHashMap<>();
        for (Front<?> front : fronts) {
            Target<?> target = front.current();
            if (target != null && target.reference().equals(reference)) {
                behind.put(front, target);
            }
        }
        return behind;
    }

    List<Front<?>> on(ServiceReference<?> reference) {
        return List.copyOf(behind(reference).keySet());
    }

    @SuppressWarnings("unchecked") // a front's type is that of its targets
    private static <S> Stream<Front<S>> typed(Stream<Front<?>> fronts, Class<S> type) {
        return fronts.filter(front -> front.type() == type).map(front -> (Front<S>) front);
    }
}
