// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.catalog.format.Clause;
import dev.tenon.catalog.format.Release;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.framework.Version;
import org.osgi.resource.Capability;
import org.osgi.resource.Requirement;
import org.osgi.resource.Resource;

/** A release of the marketplace as the resolver sees it: what its index says the bundle provides and needs. */
final class OfferedResource implements Resource {
    private final Release release;
    private final List<Capability> capabilities;
    private final List<Requirement> requirements;

    OfferedResource(Release release) {
        this.release = release;
        capabilities = release.capabilities().stream()
                .map(clause -> (Capability) new OfferedCapability(this, clause))
                .toList();
        requirements = release.requirements().stream()
                .map(clause -> (Requirement) new OfferedRequirement(this, clause))
                .toList();
    }

    Release release() {
        return release;
    }

    @Override
    public List<Capability> getCapabilities(String namespace) {
        return namespace == null
                ? capabilities
                : capabilities.stream()
                        .filter(c -> c.getNamespace().equals(namespace))
                        .toList();
    }

    @Override
    public List<Requirement> getRequirements(String namespace) {
        return namespace == null
                ? requirements
                : requirements.stream()
                        .filter(r -> r.getNamespace().equals(namespace))
                        .toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OfferedResource that && release.equals(that.release);
    }

    @Override
    public int hashCode() {
        return release.sha256().hashCode();
    }

    @Override
    public String toString() {
        return release.id() + " " + release.version();
    }

    private static Map<String, Object> attributes(Clause clause) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        clause.attributes().forEach((name, value) -> attributes.put(name, typed(value.type(), value.text())));
        return attributes;
    }

    /** Reads a typed attribute (OSGi Core 8, §3.3.5.2). */
    private static Object typed(String type, String text) {
        if (type.startsWith("List")) {
            String element = type.equals("List") ? "String" : type.substring(5, type.length() - 1);
            List<Object> list = new ArrayList<>();
            Arrays.stream(text.split("(?<!\\\\),"))
                    .map(item -> item.replace("\\,", ",").strip())
                    .forEach(item -> list.add(typed(element, item)));
            return list;
        }
        return switch (type) {
            case "Version" -> Version.parseVersion(text);
            case "Long" -> Long.valueOf(text.strip());
            case "Double" -> Double.valueOf(text.strip());
            default -> text;
        };
    }

    private record OfferedCapability(Resource resource, Clause clause, Map<String, Object> attributes)
            implements Capability {
        OfferedCapability(Resource resource, Clause clause) {
            this(resource, clause, OfferedResource.attributes(clause));
        }

        @Override
        public String getNamespace() {
            return clause.namespace();
        }

        @Override
        public Map<String, String> getDirectives() {
            return clause.directives();
        }

        @Override
        public Map<String, Object> getAttributes() {
            return attributes;
        }

        @Override
        public Resource getResource() {
            return resource;
        }
    }

    private record OfferedRequirement(Resource resource, Clause clause) implements Requirement {
        @Override
        public String getNamespace() {
            return clause.namespace();
        }

        @Override
        public Map<String, String> getDirectives() {
            return clause.directives();
        }

        @Override
        public Map<String, Object> getAttributes() {
            return OfferedResource.attributes(clause);
        }

        @Override
        public Resource getResource() {
            return resource;
        }
    }
}
