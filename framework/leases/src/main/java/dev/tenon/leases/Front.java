// SPDX-License-Identifier: Apache-2.0
package dev.tenon.leases;

import dev.tenon.api.lifecycle.PluginWithdrawnException;
import dev.tenon.runtime.ServiceOrigin;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

/**
 * The front of one service of one plugin: what others get, registered once and for all releases. Thread-safe.
 *
 * @param <S> the extension point
 */
final class Front<S> implements ServiceFactory<S> {
    /** How long a call waits while a component is made anew. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final String COMPONENT = "component.name";

    /** What says something else with each release, or each delivery of settings. */
    private static final Set<String> EACH_ITS_OWN = Set.of("component.id", COMPONENT, "tenon.settings");

    private static final Set<String> FRAMEWORKS_OWN =
            Set.of(Constants.OBJECTCLASS, Constants.SERVICE_ID, Constants.SERVICE_BUNDLEID, Constants.SERVICE_SCOPE);

    private final FrontFactory<S> factory;
    private final String component;
    private volatile @Nullable Target<S> target;
    private long vacancies;
    private volatile String name;
    private volatile boolean withdrawn;
    private boolean leaving;
    private volatile Dictionary<String, Object> shown = new Hashtable<>();
    private @Nullable ServiceRegistration<?> registration;

    Front(FrontFactory<S> factory, Target<S> target) {
        this.factory = factory;
        this.target = target;
        name = target.name();
        component = component(target.reference());
    }

    static String component(ServiceReference<?> reference) {
        return Objects.toString(reference.getProperty(COMPONENT), "");
    }

    String component() {
        return component;
    }

    Class<S> type() {
        return factory.type();
    }

    /** Shows the front to everybody. */
    void register(BundleContext context) {
        Target<S> behind = Objects.requireNonNull(target, "a front begins with a target");
        shown = properties(behind);
        ServiceRegistration<?> made = whoKnowsTheType(context).registerService(type().getName(), this, shown);
        synchronized (this) {
            if (!leaving) {
                registration = made;
                return;
            }
        }
        made.unregister();
    }

    /** A bundle that is not wired to a type cannot offer it to those that are. */
    private BundleContext whoKnowsTheType(BundleContext own) {
        Bundle bundle = FrameworkUtil.getBundle(factory.getClass());
        BundleContext its = bundle == null ? null : bundle.getBundleContext();
        return its == null ? own : its;
    }

    /**
     * Puts another release behind the front; from now on calls go there.
     *
     * @return false if the front is being taken away
     */
    boolean move(Target<S> successor) {
        synchronized (this) {
            if (leaving) {
                return false;
            }
            target = successor;
            name = successor.name();
            notifyAll();
        }
        update();
        return true;
    }

    /**
     * Has calls wait, unless another release has come behind the front.
     *
     * @param expected what is to be behind it no longer
     * @return which vacancy this is, for {@link #withdrawIfStill}; 0 if it is none
     */
    synchronized long vacate(Target<?> expected) {
        if (target != expected) {
            return 0;
        }
        target = null;
        return ++vacancies;
    }

    /**
     * Takes the front away if nothing has been behind it ever since a vacancy began.
     *
     * @return whether it was taken away now
     */
    boolean withdrawIfStill(long vacancy) {
        return withdraw(() -> target == null && vacancies == vacancy);
    }

    /** Takes over what the service behind the front says of itself. */
    void update() {
        Target<S> behind = target;
        ServiceRegistration<?> mine;
        synchronized (this) {
            mine = registration;
        }
        if (behind != null && mine != null) {
            Dictionary<String, Object> now = properties(behind);
            if (factory.showsVersion() || !areSame(now, shown)) {
                shown = now;
                mine.setProperties(now);
            }
        }
    }

    /** Takes the front away: whoever holds it is told to let go, and only then late calls are refused. */
    void withdraw() {
        withdraw(() -> true);
    }

    /** Asks under the lock whether it is to be. */
    private boolean withdraw(BooleanSupplier condition) {
        ServiceRegistration<?> mine;
        synchronized (this) {
            if (leaving || !condition.getAsBoolean()) {
                return false;
            }
            leaving = true;
            mine = registration;
            registration = null;
        }
        if (mine != null) {
            mine.unregister();
        }
        synchronized (this) {
            withdrawn = true;
            target = null;
            notifyAll();
        }
        return true;
    }

    @Nullable
    Target<S> current() {
        return target;
    }

    String name() {
        return name;
    }

    /**
     * Waits until another release is behind the front.
     *
     * @param closed what is behind it now
     * @throws PluginWithdrawnException if the front was withdrawn, or none comes
     */
    synchronized void awaitOther(@Nullable Target<S> closed) {
        long begun = System.nanoTime();
        while (!withdrawn && (target == closed || target == null)) {
            long left = PATIENCE_NANOS - (System.nanoTime() - begun);
            if (left <= 0) {
                break;
            }
            try {
                wait(TimeUnit.NANOSECONDS.toMillis(left) + 1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        if (withdrawn || target == closed || target == null) {
            String plugin = name.substring(0, name.indexOf(' '));
            throw new PluginWithdrawnException(
                    plugin, name + (withdrawn ? " has been taken away" : " does not serve now"));
        }
    }

    private Dictionary<String, Object> properties(Target<?> behind) {
        Dictionary<String, Object> properties = new Hashtable<>();
        ServiceReference<?> reference = behind.reference();
        for (String key : reference.getPropertyKeys()) {
            Object value = reference.getProperty(key);
            if (!FRAMEWORKS_OWN.contains(key) && value != null && Crossing.isShared(value.getClass())) {
                properties.put(key, value);
            }
        }
        properties.put(ServiceOrigin.PLUGIN_ID, behind.pluginId());
        if (factory.showsVersion()) {
            properties.put(ServiceOrigin.PLUGIN_VERSION, behind.version());
        } else {
            EACH_ITS_OWN.forEach(properties::remove);
        }
        return properties;
    }

    private static boolean areSame(Dictionary<String, Object> one, Dictionary<String, Object> other) {
        return one.size() == other.size()
                && Collections.list(one.keys()).stream()
                        .allMatch(key -> Objects.deepEquals(one.get(key), other.get(key)));
    }

    @Override
    public S getService(Bundle bundle, ServiceRegistration<S> its) {
        return factory.front(new Calls<>(this, String.valueOf(bundle.getSymbolicName())));
    }

    @Override
    public void ungetService(Bundle bundle, ServiceRegistration<S> its, S service) {
        // a front holds nothing for its caller
    }
}
