// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Guards the framework's refresh: it stops and starts again everything that is wired to what is refreshed. Only what was
 * uninstalled, and fragments of it, may be touched.
 */
final class RefreshClosure {
    private static final Logger LOG = LoggerFactory.getLogger(RefreshClosure.class);

    private final FrameworkWiring wiring;

    RefreshClosure(FrameworkWiring wiring) {
        this.wiring = wiring;
    }

    /**
     * Returns those of some uninstalled bundles that can be refreshed without touching any that stays, and those that
     * an earlier call left and that now can, too. The others are named in the log, with who would be touched: they keep
     * their classes until nothing uses these any more, or Tenon is started again.
     */
    List<Bundle> apart(Collection<Bundle> retired) {
        List<Bundle> apart = wiring.getRemovalPendingBundles().stream()
                .filter(bundle -> bundle.getState() == Bundle.UNINSTALLED && !retired.contains(bundle))
                .filter(bundle -> touched(bundle).isEmpty())
                .collect(Collectors.toList());
        for (Bundle bundle : retired) {
            List<Bundle> touched = touched(bundle);
            if (touched.isEmpty()) {
                apart.add(bundle);
            } else {
                LOG.warn(
                        "{} is gone, but its classes stay: {} would stop and start with their removal, and goes on with"
                                + " them until it is updated or Tenon is started again",
                        words(bundle),
                        touched.stream().map(RefreshClosure::words).collect(Collectors.joining(", ")));
            }
        }
        return apart;
    }

    /** Returns what stays and would be stopped by the refresh of a bundle. */
    private List<Bundle> touched(Bundle retired) {
        return wiring.getDependencyClosure(List.of(retired)).stream()
                .filter(bundle -> bundle.getState() != Bundle.UNINSTALLED && !isFragmentOfGone(bundle))
                .toList();
    }

    private static boolean isFragmentOfGone(Bundle bundle) {
        BundleWiring fragment = bundle.adapt(BundleWiring.class);
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        if (fragment == null || revision == null || (revision.getTypes() & BundleRevision.TYPE_FRAGMENT) == 0) {
            return false;
        }
        return fragment.getRequiredWires(BundleRevision.HOST_NAMESPACE).stream()
                .map(BundleWire::getProvider)
                .filter(Objects::nonNull)
                .allMatch(host -> host.getBundle().getState() == Bundle.UNINSTALLED);
    }

    private static String words(Bundle bundle) {
        return bundle.getSymbolicName() + " " + bundle.getVersion();
    }
}
