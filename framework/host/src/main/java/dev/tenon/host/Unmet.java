// SPDX-License-Identifier: Apache-2.0
package dev.tenon.host;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

/** Says why a bundle does not resolve in terms of what is there, not of what the resolver tried. */
final class Unmet {
    private Unmet() {}

    /** Returns words that follow the bundle's name. */
    static String of(Bundle bundle, Bundle[] all) {
        List<BundleCapability> there = Arrays.stream(all)
                .map(one -> one.adapt(BundleRevision.class))
                .flatMap(revision -> revision.getDeclaredCapabilities(null).stream())
                .toList();
        return bundle.adapt(BundleRevision.class).getDeclaredRequirements(null).stream()
                .filter(Unmet::isMandatory)
                .filter(requirement -> there.stream().noneMatch(requirement::matches))
                .findFirst()
                .map(requirement -> words(requirement, there))
                .orElse("does not resolve with the rest: something that it needs does not resolve itself");
    }

    private static boolean isMandatory(BundleRequirement requirement) {
        String effective = requirement.getDirectives().getOrDefault(Constants.EFFECTIVE_DIRECTIVE, "resolve");
        return effective.equals(Constants.EFFECTIVE_RESOLVE)
                && !Constants.RESOLUTION_OPTIONAL.equals(
                        requirement.getDirectives().get(Constants.RESOLUTION_DIRECTIVE));
    }

    private static String words(BundleRequirement requirement, List<BundleCapability> there) {
        String namespace = requirement.getNamespace();
        String filter = requirement.getDirectives().getOrDefault(Constants.FILTER_DIRECTIVE, "");
        List<String> versions = there.stream()
                .filter(capability -> capability.getNamespace().equals(namespace))
                .filter(capability -> filter.contains(
                        "(" + namespace + "=" + capability.getAttributes().get(namespace) + ")"))
                .map(capability -> String.valueOf(capability.getAttributes().get("version")))
                .sorted(Comparator.naturalOrder())
                .distinct()
                .toList();
        return "requires " + namespace + " " + filter + ", which "
                + (versions.isEmpty() ? "nobody here provides" : "is here only as " + String.join(", ", versions));
    }
}
