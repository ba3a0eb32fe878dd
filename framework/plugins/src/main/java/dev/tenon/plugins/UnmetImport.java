// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

/**
 * Why a bundle that is installed already does not resolve, in the words of a plan. It comes to this only where an index
 * kept quiet about what a release needs.
 */
final class UnmetImport {
    private static final String PACKAGE = BundleRevision.PACKAGE_NAMESPACE;

    private UnmetImport() {}

    /** Returns one line on the first package that no bundle in the container exports as wanted; empty if there is none. */
    static Optional<String> explain(BundleContext context, BundleRevision revision) {
        List<BundleCapability> exports = Arrays.stream(context.getBundles())
                .map(Platform::revision)
                .flatMap(each -> each.getDeclaredCapabilities(PACKAGE).stream())
                .toList();
        return revision.getDeclaredRequirements(PACKAGE).stream()
                .filter(wanted -> !Constants.RESOLUTION_OPTIONAL.equals(
                        wanted.getDirectives().get(Constants.RESOLUTION_DIRECTIVE)))
                .filter(wanted -> exports.stream().noneMatch(wanted::matches))
                .findFirst()
                .flatMap(wanted -> line(wanted, exports));
    }

    private static Optional<String> line(BundleRequirement wanted, List<BundleCapability> exports) {
        return Match.named(wanted).map(named -> {
            String here = exports.stream()
                    .map(BundleCapability::getAttributes)
                    .filter(attributes -> named.name().equals(attributes.get(PACKAGE)))
                    .map(attributes -> String.valueOf(attributes.get(Constants.VERSION_ATTRIBUTE)))
                    .distinct()
                    .collect(Collectors.joining(", "));
            return Manifests.label(wanted.getResource()) + " requires " + named
                    + (here.isEmpty()
                            ? ", which nobody here provides; " + Unresolved.WHAT_TO_DO.get(PACKAGE)
                            : "; this host offers " + here);
        });
    }
}
