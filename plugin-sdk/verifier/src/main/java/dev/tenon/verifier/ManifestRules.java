// SPDX-License-Identifier: Apache-2.0
package dev.tenon.verifier;

import aQute.bnd.osgi.Domain;
import dev.tenon.catalog.format.Clause;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What a plugin's manifest must say and must not. */
final class ManifestRules {
    static final String PLUGIN = "tenon.plugin";
    private static final String HOST = "tenon.host";
    private static final Set<String> CATEGORIES =
            Set.of("skill", "backend", "device", "router", "quantizer", "model", "source");
    /** In one spelling only: 01.0.0 would be 1.0.0 once more, with other content. */
    private static final String NUMBER = "(0|[1-9]\\d{0,8})";

    private static final Pattern PERMISSION = Pattern.compile("exec|native|(network|files):\\S+");
    private static final Pattern MEMORY = Pattern.compile("[1-9]\\d{0,8}");
    private static final int LEAST_MEMORY = 32;
    private static final int MOST_MEMORY = 65_536;

    private final Domain manifest;
    private final Clauses clauses;
    private final Findings findings;

    ManifestRules(Domain manifest, Clauses clauses, Findings findings) {
        this.manifest = manifest;
        this.clauses = clauses;
        this.findings = findings;
    }

    void check(String id) {
        plugin(id);
        version();
        headers();
        if (clauses.required(HOST).isEmpty()) {
            findings.add(
                    "no-host",
                    "the bundle does not require " + HOST,
                    "put @TenonPlugin on a class, it writes the requirement");
        }
        effective();
        variants(id);
        new ImportRules(findings).check(id, clauses.required("osgi.wiring.package"));
    }

    private void plugin(String id) {
        List<Clause> plugins = clauses.provided(PLUGIN);
        if (plugins.isEmpty()) {
            findings.add(
                    "not-a-plugin",
                    "the bundle " + id + " does not provide the capability " + PLUGIN,
                    "put @TenonPlugin on one class of the bundle");
            return;
        }
        if (plugins.size() > 1) {
            findings.add(
                    "several-plugins",
                    "the bundle provides " + plugins.size() + " capabilities " + PLUGIN,
                    "put @TenonPlugin on one class only");
            return;
        }
        Clause plugin = plugins.get(0);
        String declared = Clauses.text(plugin, PLUGIN);
        if (!declared.equals(id)) {
            findings.add(
                    "id-mismatch",
                    "the plugin's id '" + declared + "' is not the Bundle-SymbolicName " + id,
                    "make them equal");
        }
        require(!Clauses.text(plugin, "name").isEmpty(), "the plugin has no name", "a few words for people");
        String summary = Clauses.text(plugin, "summary");
        require(
                !summary.isEmpty() && summary.length() <= 200,
                "the plugin's summary has " + summary.length() + " characters",
                "one sentence of 1 to 200");
        List<String> categories = Clauses.items(plugin, "categories");
        require(
                !categories.isEmpty() && CATEGORIES.containsAll(categories),
                "the plugin's categories are " + categories,
                "at least one of skill, backend, device, router, quantizer, model, source");
        for (String permission : Clauses.items(plugin, "permissions")) {
            require(
                    PERMISSION.matcher(permission).matches(),
                    "the permission '" + permission + "' is unknown",
                    "network:HOST, files:PATH, exec or native");
        }
        String memory = Clauses.text(plugin, "memory");
        require(
                memory.isEmpty() || MEMORY.matcher(memory).matches() && isMemory(Integer.parseInt(memory)),
                "the plugin's memory is '" + memory + "'",
                "mebibytes of Java heap, " + LEAST_MEMORY + " to " + MOST_MEMORY);
    }

    /** A model's plugin takes any variant of its own, so nobody else's may say that it is one. */
    private void variants(String id) {
        for (Clause model : clauses.provided("tenon.model")) {
            String of = Clauses.text(model, "of");
            if (!of.isEmpty() && !id.startsWith(of + ".")) {
                findings.add(
                        "foreign-variant",
                        "the bundle " + id + " says that it brings a variant of " + of,
                        "only plugins whose ids begin with " + of + ". may");
            }
        }
    }

    private static boolean isMemory(int mebibytes) {
        return mebibytes >= LEAST_MEMORY && mebibytes <= MOST_MEMORY;
    }

    private void require(boolean holds, String message, String mend) {
        if (!holds) {
            findings.add("bad-plugin", message, mend);
        }
    }

    private void version() {
        String version = manifest.getBundleVersion();
        if (version == null || !version.strip().matches(NUMBER + "\\." + NUMBER + "\\." + NUMBER)) {
            findings.add(
                    "bad-version",
                    "the Bundle-Version '" + (version == null ? "" : version) + "' is not three numbers",
                    "such as 1.0.0, without a qualifier, -SNAPSHOT or leading zeros");
        }
    }

    private void headers() {
        forbid(!manifest.getRequireBundle().isEmpty(), "Require-Bundle", "import packages of the platform instead");
        forbid(manifest.getFragmentHost() != null, "Fragment-Host", "a plugin is a bundle of its own");
        forbid(!manifest.getDynamicImportPackage().isEmpty(), "DynamicImport-Package", "import what is used by name");
        forbid(
                "true".equals(manifest.getBundleSymbolicName().getValue().get("singleton:")),
                "singleton:=true",
                "leave it out: an update runs beside the old version for a moment");
    }

    private void forbid(boolean present, String header, String mend) {
        if (present) {
            findings.add("forbidden-header", "the manifest says " + header, mend);
        }
    }

    /** An ordinary wire to a plugin would keep the old version in use after an update. */
    private void effective() {
        clauses.capabilities().forEach(this::effective);
        clauses.requirements().forEach(this::effective);
    }

    private void effective(Clause clause) {
        boolean ours =
                clause.namespace().startsWith("tenon.") && !clause.namespace().equals(HOST);
        if (ours && !"tenon".equals(clause.directives().get("effective"))) {
            findings.add(
                    "not-effective",
                    "the clause of namespace " + clause.namespace() + " is not effective:=tenon",
                    "say effective=\"tenon\" in its annotation");
        }
    }
}
