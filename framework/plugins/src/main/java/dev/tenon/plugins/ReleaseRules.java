// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.HostNamespace;
import org.osgi.framework.namespace.IdentityNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.resource.Capability;
import org.osgi.resource.Resource;

/** What a plugin may not be, though a bundle may: no update of it could start beside the old release. */
final class ReleaseRules {
    private ReleaseRules() {}

    /** Returns one line that says what is wrong and how its author mends it; empty for a plugin as it should be. */
    static Optional<String> problem(Resource release) {
        String name = Manifests.label(release);
        if (!release.getRequirements(HostNamespace.HOST_NAMESPACE).isEmpty()) {
            return Optional.of(fragment(name));
        }
        if (isSingleton(release)) {
            return Optional.of(name + " is a singleton, so no update could start beside it: its author must leave"
                    + " singleton:=true out");
        }
        Set<Object> seen = new HashSet<>();
        return release.getCapabilities(PackageNamespace.PACKAGE_NAMESPACE).stream()
                .map(capability -> capability.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE))
                .filter(exported -> !seen.add(exported))
                .findFirst()
                .map(twice -> name + " exports the package " + twice
                        + " twice, so nobody can say which one others get: its author must export it once");
    }

    static String fragment(String name) {
        return name + " is a fragment, which would become part of another bundle: its author must make it a bundle of"
                + " its own, without Fragment-Host";
    }

    private static boolean isSingleton(Resource release) {
        return List.of(IdentityNamespace.IDENTITY_NAMESPACE, "osgi.wiring.bundle", HostNamespace.HOST_NAMESPACE)
                .stream()
                .flatMap(namespace -> release.getCapabilities(namespace).stream())
                .map(Capability::getDirectives)
                .anyMatch(directives -> "true".equals(directives.get(Constants.SINGLETON_DIRECTIVE)));
    }
}
