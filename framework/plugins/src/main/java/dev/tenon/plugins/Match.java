// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import org.osgi.framework.Constants;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.resource.Capability;
import org.osgi.resource.Requirement;

/** What a requirement asks of a capability of its namespace: its filter, and the attributes that the filter names. */
final class Match {
    /** A bundle's requirements are asked about with every change, and live as long as it does. */
    private static final Map<Requirement, Match> KNOWN = Collections.synchronizedMap(new WeakHashMap<>());

    private final String namespace;
    private final boolean readable;
    private final Optional<Filter> filter;
    private final Optional<FilterTree> tree;
    private final Optional<String> name;
    private final Set<String> asserted;

    private Match(String namespace, boolean readable, Optional<Filter> filter) {
        this.namespace = namespace;
        this.readable = readable;
        this.filter = filter;
        tree = filter.map(f -> FilterTree.parse(f.toString()));
        name = tree.flatMap(root -> root.name(namespace));
        asserted = tree.map(FilterTree::asserted).orElse(Set.of());
    }

    static Match of(Requirement requirement) {
        return requirement instanceof BundleRequirement
                ? KNOWN.computeIfAbsent(requirement, Match::read)
                : read(requirement);
    }

    private static Match read(Requirement requirement) {
        String namespace = requirement.getNamespace();
        String text = requirement.getDirectives().get(Constants.FILTER_DIRECTIVE);
        if (text == null) {
            return new Match(namespace, true, Optional.empty());
        }
        try {
            return new Match(namespace, true, Optional.of(FrameworkUtil.createFilter(text)));
        } catch (InvalidSyntaxException e) {
            return new Match(namespace, false, Optional.empty());
        }
    }

    /**
     * Returns what is asked for if that is a name and perhaps a range of versions, and nothing else; for {@code
     * osgi.wiring.bundle} the versions are those of bundles.
     */
    static Optional<FilterTree.Named> named(Requirement requirement) {
        return of(requirement)
                .tree
                .flatMap(root -> root.named(requirement.getNamespace(), versionAttribute(requirement.getNamespace())));
    }

    static String versionAttribute(String namespace) {
        return namespace.startsWith("osgi.wiring.") && !namespace.equals("osgi.wiring.package")
                ? Constants.BUNDLE_VERSION_ATTRIBUTE
                : Constants.VERSION_ATTRIBUTE;
    }

    /** Says whether its filter wants an attribute to be something. */
    boolean asserts(String attribute) {
        return asserted.contains(attribute);
    }

    /** Returns of which namespace a capability must be. */
    String namespace() {
        return namespace;
    }

    /** Returns the one name that a capability must bear to meet it, if it asks for one outright. */
    Optional<String> name() {
        return name;
    }

    /** Says whether a capability meets it: filter and mandatory attributes (OSGi Core 8, §3.7.6). */
    boolean by(Capability capability) {
        String mandatory = capability.getDirectives().get(Constants.MANDATORY_DIRECTIVE);
        if (!readable
                || mandatory != null
                        && !asserted.containsAll(Arrays.stream(mandatory.split(","))
                                .map(String::strip)
                                .filter(attribute -> !attribute.isEmpty())
                                .toList())) {
            return false;
        }
        return filter.map(f -> f.matches(capability.getAttributes())).orElse(true);
    }
}
