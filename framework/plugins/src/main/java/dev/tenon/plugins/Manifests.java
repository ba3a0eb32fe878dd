// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.namespace.IdentityNamespace;
import org.osgi.resource.Capability;
import org.osgi.resource.Resource;

/** Reads what {@code @TenonPlugin} wrote into a bundle's manifest. */
final class Manifests {
    static final String PLUGIN = "tenon.plugin";

    private Manifests() {}

    /** Returns the plugin's attributes, empty if the resource is no plugin. */
    static Optional<Map<String, Object>> plugin(Resource resource) {
        return resource.getCapabilities(PLUGIN).stream()
                .map(Capability::getAttributes)
                .findFirst();
    }

    static String text(Map<String, Object> attributes, String name) {
        return attributes.get(name) instanceof String text ? text : "";
    }

    static List<String> texts(Map<String, Object> attributes, String name) {
        Object value = attributes.get(name);
        if (value instanceof List<?> list) {
            return list.stream().map(String::valueOf).toList();
        }
        return value instanceof String text && !text.isEmpty() ? List.of(text) : List.of();
    }

    static int dataVersion(Resource resource) {
        return plugin(resource)
                .map(plugin -> plugin.get("dataVersion"))
                .map(value -> value instanceof Number number ? number.intValue() : 0)
                .orElse(0);
    }

    /** Returns the version of a bundle for people. */
    static String version(Resource resource) {
        return resource.getCapabilities(IdentityNamespace.IDENTITY_NAMESPACE).stream()
                .findFirst()
                .map(identity ->
                        String.valueOf(identity.getAttributes().get(IdentityNamespace.CAPABILITY_VERSION_ATTRIBUTE)))
                .orElse("");
    }

    /** Returns symbolic name and version for people. */
    static String label(Resource resource) {
        return resource.getCapabilities(IdentityNamespace.IDENTITY_NAMESPACE).stream()
                .findFirst()
                .map(identity -> identity.getAttributes().get(IdentityNamespace.IDENTITY_NAMESPACE) + " "
                        + identity.getAttributes().get(IdentityNamespace.CAPABILITY_VERSION_ATTRIBUTE))
                .orElse("this machine");
    }
}
