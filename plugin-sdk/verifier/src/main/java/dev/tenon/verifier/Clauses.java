// SPDX-License-Identifier: Apache-2.0
package dev.tenon.verifier;

import aQute.bnd.osgi.Domain;
import aQute.bnd.osgi.resource.ResourceBuilder;
import dev.tenon.catalog.format.Clause;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.osgi.resource.Resource;

/** A manifest's capabilities and requirements as the index carries them. */
record Clauses(List<Clause> capabilities, List<Clause> requirements) {
    static Clauses of(Domain manifest) {
        ResourceBuilder builder = new ResourceBuilder();
        builder.addManifest(manifest);
        Resource resource = builder.build();
        return new Clauses(
                resource.getCapabilities(null).stream()
                        .map(c -> clause(c.getNamespace(), c.getAttributes(), c.getDirectives()))
                        .toList(),
                resource.getRequirements(null).stream()
                        .map(r -> clause(r.getNamespace(), r.getAttributes(), r.getDirectives()))
                        .toList());
    }

    List<Clause> provided(String namespace) {
        return capabilities.stream()
                .filter(clause -> clause.namespace().equals(namespace))
                .toList();
    }

    List<Clause> required(String namespace) {
        return requirements.stream()
                .filter(clause -> clause.namespace().equals(namespace))
                .toList();
    }

    private static Clause clause(String namespace, Map<String, Object> attributes, Map<String, String> directives) {
        Map<String, Clause.Value> values = new TreeMap<>();
        attributes.forEach((name, value) -> values.put(name, value(value)));
        return new Clause(namespace, values, directives);
    }

    private static Clause.Value value(Object value) {
        if (value instanceof Collection<?> items) {
            String type = items.isEmpty() ? "String" : type(items.iterator().next());
            String text = items.stream()
                    .map(item -> item.toString().replace("\\", "\\\\").replace(",", "\\,"))
                    .collect(Collectors.joining(","));
            return new Clause.Value("List<" + type + ">", text);
        }
        return new Clause.Value(type(value), value.toString());
    }

    private static String type(Object value) {
        if (value instanceof Long) {
            return "Long";
        }
        if (value instanceof Double) {
            return "Double";
        }
        // bnd has a version class of its own beside OSGi's
        return value.getClass().getSimpleName().equals("Version") ? "Version" : "String";
    }

    /** Items of a list attribute, or the one item of a scalar; none if it is absent. */
    static List<String> items(Clause clause, String attribute) {
        Clause.Value value = clause.attributes().get(attribute);
        if (value == null || value.text().isEmpty()) {
            return List.of();
        }
        if (!value.type().startsWith("List<")) {
            return List.of(value.text());
        }
        return List.of(value.text().split("(?<!\\\\),")).stream()
                .map(item -> item.replace("\\,", ",").replace("\\\\", "\\").strip())
                .toList();
    }

    /** A text attribute, empty if it is absent. */
    static String text(Clause clause, String attribute) {
        Clause.Value value = clause.attributes().get(attribute);
        return value == null ? "" : value.text().strip();
    }
}
