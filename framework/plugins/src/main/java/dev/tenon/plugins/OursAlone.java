// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.generation.Member;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.hooks.service.EventListenerHook;
import org.osgi.framework.hooks.service.FindHook;
import org.osgi.framework.hooks.service.ListenerHook.ListenerInfo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Hides the services of {@code dev.tenon.admin} and {@code dev.tenon.runtime} from every bundle that did not come with
 * the distribution: a plugin that could install plugins would need no permission for anything else.
 */
@Component
public final class OursAlone implements FindHook, EventListenerHook {
    private static final Set<String> HIDDEN = Set.of("dev.tenon.admin.", "dev.tenon.runtime.");

    private final Platform platform;
    private final Map<String, Boolean> ours = new ConcurrentHashMap<>();

    /**
     * Starts hiding.
     *
     * @param context names home and distribution
     */
    @Activate
    public OursAlone(BundleContext context) {
        platform = new Platform(context);
    }

    @Override
    public void find(
            BundleContext context,
            String name,
            String filter,
            boolean allServices,
            Collection<ServiceReference<?>> references) {
        if (!isOurs(context.getBundle())) {
            references.removeIf(OursAlone::isHidden);
        }
    }

    @Override
    public void event(ServiceEvent event, Map<BundleContext, Collection<ListenerInfo>> listeners) {
        if (isHidden(event.getServiceReference())) {
            listeners.keySet().removeIf(context -> !isOurs(context.getBundle()));
        }
    }

    private static boolean isHidden(ServiceReference<?> reference) {
        String[] names = (String[]) reference.getProperty(Constants.OBJECTCLASS);
        return Arrays.stream(names).anyMatch(name -> HIDDEN.stream().anyMatch(name::startsWith));
    }

    private boolean isOurs(Bundle bundle) {
        return bundle.getBundleId() == Constants.SYSTEM_BUNDLE_ID
                || ours.computeIfAbsent(bundle.getLocation(), this::cameWithTheDistribution);
    }

    private boolean cameWithTheDistribution(String location) {
        return platform.current().members().stream()
                .filter(member -> member.origin() == Member.Origin.DISTRIBUTION)
                .anyMatch(member -> platform.location(member).equals(location));
    }
}
