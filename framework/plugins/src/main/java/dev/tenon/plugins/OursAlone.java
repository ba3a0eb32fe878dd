// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
 * Hides the services of {@code dev.tenon.admin}, {@code dev.tenon.runtime} and {@code dev.tenon.leases} from every bundle that did not come with
 * the distribution: a plugin that could install plugins would need no permission for anything else.
 */
// the framework gets and releases a hook for each event and each search: a delayed component would be made each time
@Component(immediate = true)
public final class OursAlone implements FindHook, EventListenerHook {
    private static final Set<String> HIDDEN = Set.of("dev.tenon.admin.", "dev.tenon.runtime.", "dev.tenon.leases.");
    private static final Pattern TYPE =
            Pattern.compile("\\(\\s*" + Constants.OBJECTCLASS + "\\s*=([^()]*)\\)", Pattern.CASE_INSENSITIVE);

    private final Set<String> ours;

    /**
     * Starts hiding.
     *
     * @param context names home and distribution
     */
    @Activate
    public OursAlone(BundleContext context) {
        ours = new Platform(context).locationsOfDistribution();
    }

    @Override
    public void find(
            BundleContext context,
            String name,
            String filter,
            boolean allServices,
            Collection<ServiceReference<?>> references) {
        if (!isOurs(context.getBundle())) {
            String type = name == null ? "" : "(" + Constants.OBJECTCLASS + "=" + name + ")";
            references.removeIf(reference -> isHidden(reference, type + filter));
        }
    }

    @Override
    public void event(ServiceEvent event, Map<BundleContext, Collection<ListenerInfo>> listeners) {
        ServiceReference<?> reference = event.getServiceReference();
        if (operatorsNames(reference).isEmpty()) {
            return;
        }
        listeners.forEach((context, heard) -> {
            if (!isOurs(context.getBundle())) {
                heard.removeIf(listener -> isHidden(reference, String.valueOf(listener.getFilter())));
            }
        });
    }

    /** What is also offered to plugins is shown to those who ask for just that. */
    private static boolean isHidden(ServiceReference<?> reference, String filter) {
        Set<String> hidden = operatorsNames(reference);
        if (hidden.isEmpty()) {
            return false;
        }
        List<String> names = List.of((String[]) reference.getProperty(Constants.OBJECTCLASS));
        List<String> wanted = TYPE.matcher(filter)
                .results()
                .map(match -> match.group(1).strip())
                .toList();
        return wanted.isEmpty() || !names.containsAll(wanted) || wanted.stream().anyMatch(hidden::contains);
    }

    private static Set<String> operatorsNames(ServiceReference<?> reference) {
        String[] names = (String[]) reference.getProperty(Constants.OBJECTCLASS);
        return Arrays.stream(names)
                .filter(name -> HIDDEN.stream().anyMatch(name::startsWith))
                .collect(Collectors.toSet());
    }

    private boolean isOurs(Bundle bundle) {
        return bundle.getBundleId() == Constants.SYSTEM_BUNDLE_ID || ours.contains(bundle.getLocation());
    }
}
