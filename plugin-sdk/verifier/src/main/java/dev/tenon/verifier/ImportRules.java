// SPDX-License-Identifier: Apache-2.0
package dev.tenon.verifier;

import dev.tenon.catalog.format.Clause;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which packages a plugin may import: those of the platform, never another plugin's. */
final class ImportRules {
    private static final Pattern PACKAGE = Pattern.compile("\\(osgi\\.wiring\\.package=([^)]*)\\)");
    /** Of the JDK, of OSGi, and what the host offers besides. */
    private static final List<String> PLATFORM = List.of(
            "java.",
            "javax.",
            "jdk.",
            "sun.misc.",
            "com.sun.management.",
            "com.sun.net.",
            "org.w3c.dom.",
            "org.xml.sax.",
            "org.ietf.jgss.",
            "org.osgi.",
            "org.slf4j.",
            "jakarta.servlet.",
            "ai.onnxruntime.", // whoever embedded it would map its natives a second time
            "oshi.", // whoever embedded it would load its classes anew with each release
            "dev.tenon.api.");

    private final Findings findings;

    ImportRules(Findings findings) {
        this.findings = findings;
    }

    void check(String id, List<Clause> imports) {
        for (Clause clause : imports) {
            Matcher matcher = PACKAGE.matcher(clause.directives().getOrDefault("filter", ""));
            String name = matcher.find() ? matcher.group(1) : "";
            boolean optional = "optional".equals(clause.directives().get("resolution"));
            if (!allowed(id, name, optional)) {
                refuse(name);
            }
        }
    }

    private static boolean allowed(String id, String name, boolean optional) {
        String dotted = name + ".";
        if (PLATFORM.stream().anyMatch(dotted::startsWith)) {
            return true;
        }
        if (dotted.startsWith("dev.tenon.")) {
            return id.startsWith("dev.tenon.");
        }
        return optional;
    }

    private void refuse(String name) {
        boolean inner = name.startsWith("dev.tenon.");
        findings.add(
                "forbidden-import",
                "the bundle imports " + (name.isEmpty() ? "a package by a filter" : "the package " + name)
                        + (inner ? ", which is not for plugins" : ", which the platform does not offer"),
                inner
                        ? "use the packages of dev.tenon.api"
                        : "embed the library (-includeresource: @lib.jar in bnd.bnd) or import it optionally");
    }
}
