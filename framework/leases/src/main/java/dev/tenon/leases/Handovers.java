// SPDX-License-Identifier: Apache-2.0
package dev.tenon.leases;

import dev.tenon.api.lifecycle.DerivedState;
import dev.tenon.api.lifecycle.Handover;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries state from releases that go to those that take their place. */
final class Handovers {
    private static final Logger LOG = LoggerFactory.getLogger(Handovers.class);

    /** What each of both sides may take while calls wait. */
    private static final Duration LIMIT = Duration.ofSeconds(1);

    /** The same where nobody waits. */
    private static final Duration DERIVED_LIMIT = Duration.ofSeconds(5);

    private final BundleContext context;
    private final Aside aside;

    Handovers(BundleContext context, Aside aside) {
        this.context = context;
        this.aside = aside;
    }

    /** Says whether two releases of one plugin have state to hand over. */
    static boolean isWanted(Bundle old, Collection<Bundle> fresh) {
        return offers(old) && fresh.stream().anyMatch(bundle -> isSuccessor(bundle, old) && offers(bundle));
    }

    private static boolean isSuccessor(Bundle bundle, Bundle old) {
        return bundle.getSymbolicName().equals(old.getSymbolicName());
    }

    private static boolean offers(Bundle bundle) {
        return references(bundle, Handover.class).length > 0;
    }

    private static ServiceReference<?>[] references(Bundle bundle, Class<? extends Handover> type) {
        ServiceReference<?>[] all = bundle.getRegisteredServices();
        return all == null
                ? new ServiceReference<?>[0]
                : Arrays.stream(all)
                        .filter(reference -> type.equals(kind(reference)))
                        .toArray(ServiceReference<?>[]::new);
    }

    /** What is registered as both is derived: nobody has to wait for it. */
    private static @Nullable Class<? extends Handover> kind(ServiceReference<?> reference) {
        List<String> types = Arrays.asList((String[]) reference.getProperty(Constants.OBJECTCLASS));
        if (types.contains(DerivedState.class.getName())) {
            return DerivedState.class;
        }
        return types.contains(Handover.class.getName()) ? Handover.class : null;
    }

    /** Hands over what has a taker; nobody calls the old release any more, and nobody the new one yet. */
    void carry(Bundle old, Collection<Bundle> fresh) {
        carry(old, fresh, Handover.class, LIMIT);
    }

    /** Hands over what the old release worked out; it goes on serving. */
    void carryDerived(Bundle old, Collection<Bundle> fresh) {
        carry(old, fresh, DerivedState.class, DERIVED_LIMIT);
    }

    private void carry(Bundle old, Collection<Bundle> fresh, Class<? extends Handover> type, Duration limit) {
        fresh.stream().filter(bundle -> isSuccessor(bundle, old)).forEach(successor -> {
            Map<String, byte[]> given = new ConcurrentHashMap<>();
            for (ServiceReference<?> reference : references(old, type)) {
                foreign(old, reference, limit, handover -> given.put(handover.name(), handover.give()));
            }
            for (ServiceReference<?> reference : references(successor, type)) {
                foreign(successor, reference, limit, handover -> {
                    byte[] state = given.get(handover.name());
                    if (state != null) {
                        handover.take(state);
                    }
                });
            }
        });
    }

    /** What is done with one side. */
    private interface Step {
        void with(Handover handover) throws IOException;
    }

    private void foreign(Bundle bundle, ServiceReference<?> reference, Duration limit, Step step) {
        AtomicReference<@Nullable Throwable> problem =
                new AtomicReference<>(new IOException("it did not return within " + limit.toSeconds() + " s"));
        aside.within(limit, () -> {
            try {
                if (context.getService(reference) instanceof Handover handover) {
                    step.with(handover);
                }
                problem.set(null);
            } catch (IOException | RuntimeException | LinkageError | StackOverflowError e) { // foreign code
                problem.set(e);
            }
        });
        Throwable reason = problem.get();
        if (reason != null) {
            LOG.warn(
                    "The state of {} {} is not handed over: its successor begins without it",
                    bundle.getSymbolicName(),
                    bundle.getVersion(),
                    reason);
        }
    }
}
