// SPDX-License-Identifier: Apache-2.0
package dev.tenon.verifier;

import aQute.bnd.header.Attrs;
import aQute.bnd.osgi.Domain;
import aQute.bnd.osgi.Processor;
import dev.tenon.catalog.format.Clause;
import dev.tenon.catalog.format.Release;
import dev.tenon.catalog.format.SkillEntry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Manifest;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.osgi.framework.VersionRange;

/**
 * Reads a jar and says whether it may be published as a release. Runs nothing of it. Thread-safe; blocks while it reads
 * the file.
 */
public final class ReleaseVerifier {
    private static final List<String> CLAUSE_HEADERS = List.of(
            "Import-Package", "Export-Package", "Provide-Capability", "Require-Capability", "DynamicImport-Package");

    private final Limits limits;

    /** With the limits that every marketplace uses. */
    public ReleaseVerifier() {
        this(Limits.USUAL);
    }

    ReleaseVerifier(Limits limits) {
        this.limits = limits;
    }

    /**
     * Checks a jar.
     *
     * @param jar a readable file that nobody changes meanwhile
     * @return every reason for a refusal that could be found, or the release
     * @throws IOException if the file cannot be read at all: neither passed nor refused
     */
    public Verdict verify(Path jar) throws IOException {
        Findings findings = new Findings();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return verify(jar, zip, findings);
        } catch (ZipException e) {
            if (beginsLikeZip(jar)) {
                findings.add("truncated", "the file begins like a jar but its end is missing", "send all of it");
            } else {
                findings.add("not-a-jar", "the file is no jar", "publish the jar that the build made");
            }
            return Verdict.refused(findings.all());
        }
    }

    private Verdict verify(Path file, ZipFile zip, Findings findings) throws IOException {
        JarEntries jar = new JarEntries(zip, limits, findings);
        if (!jar.check()) {
            return Verdict.refused(findings.all());
        }
        Optional<Domain> domain = manifest(jar, findings);
        if (domain.isEmpty()) {
            return Verdict.refused(findings.all());
        }
        Domain manifest = domain.get();
        Clauses clauses;
        String id;
        try {
            parse(manifest);
            id = manifest.getBundleSymbolicName().getKey();
            clauses = Clauses.of(manifest);
            new ManifestRules(manifest, clauses, findings).check(id);
        } catch (IOException
                | RuntimeException e) { // a parser of foreign text, and not ours: whatever it trips over is a finding
            findings.add("no-bundle", "the manifest's headers cannot be parsed", "build the jar with bnd");
            return Verdict.refused(findings.all());
        }
        for (String nested : manifest.getBundleClassPath().keySet()) {
            jar.checkNestedClasses(nested);
        }
        List<SkillEntry> skills = new SkillFolders(jar, findings).read();
        Presentation presentation = new Presentation(jar, findings);
        Clause plugin = clauses.provided(ManifestRules.PLUGIN).stream()
                .findFirst()
                .orElseGet(() -> new Clause(ManifestRules.PLUGIN, Map.of(), Map.of()));
        Optional<Icon> icon = presentation.icon(Clauses.text(plugin, "icon"));
        Optional<String> docs = presentation.docs(Clauses.text(plugin, "docs"));
        if (!findings.isEmpty()) {
            return Verdict.refused(findings.all());
        }
        Release release = new Release(
                id,
                manifest.getBundleVersion().strip(),
                Clauses.text(plugin, "name"),
                Clauses.text(plugin, "summary"),
                Optional.ofNullable(manifest.get("Bundle-License")).orElse("").strip(),
                Clauses.items(plugin, "categories"),
                Clauses.items(plugin, "permissions"),
                sha256(file),
                Files.size(file),
                "",
                "",
                clauses.capabilities(),
                clauses.requirements(),
                skills);
        return new Verdict(List.of(), Optional.of(release), icon, docs);
    }

    /** bnd reads on over broken clauses, a container does not. */
    private static void parse(Domain manifest) throws IOException {
        try (Processor reporter = new Processor()) {
            for (String header : CLAUSE_HEADERS) {
                Set<String> names = manifest.getParameters(header, reporter).keySet();
                boolean lost = names.isEmpty() && manifest.get(header, "").contains(";");
                if (lost || !names.stream().allMatch(name -> name.matches("[\\w.*-]+~*"))) {
                    throw new IllegalArgumentException(header + ": " + names);
                }
            }
            for (Attrs attributes : manifest.getImportPackage().values()) {
                VersionRange.valueOf(attributes.getOrDefault("version", "0"));
            }
            if (!reporter.getErrors().isEmpty()) {
                throw new IllegalArgumentException(reporter.getErrors().toString());
            }
        }
    }

    private static Optional<Domain> manifest(JarEntries jar, Findings findings) throws IOException {
        Optional<byte[]> bytes = jar.bytes("META-INF/MANIFEST.MF", Limits.TEXT_BYTES);
        String mend = "build the jar with bnd-maven-plugin (see the SDK's examples)";
        if (bytes.isEmpty()) {
            findings.add("no-bundle", "the jar has no META-INF/MANIFEST.MF", mend);
            return Optional.empty();
        }
        Domain manifest;
        try {
            manifest = Domain.domain(new Manifest(new ByteArrayInputStream(bytes.get())));
        } catch (IOException | IllegalArgumentException e) {
            findings.add("no-bundle", "the jar's manifest cannot be read", mend);
            return Optional.empty();
        }
        var name = manifest.getBundleSymbolicName();
        if (name == null || !"2".equals(manifest.get("Bundle-ManifestVersion"))) {
            findings.add("no-bundle", "the jar is no OSGi bundle: its manifest has no Bundle-SymbolicName", mend);
            return Optional.empty();
        }
        if (!name.getKey().matches("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)+")) {
            findings.add(
                    "id-mismatch",
                    "the Bundle-SymbolicName '" + JarEntries.printable(name.getKey()) + "' is no reverse DNS name",
                    "such as org.example.tides");
            return Optional.empty();
        }
        return Optional.of(manifest);
    }

    private static boolean beginsLikeZip(Path jar) throws IOException {
        try (InputStream in = Files.newInputStream(jar)) {
            byte[] head = in.readNBytes(4);
            return head.length == 4 && head[0] == 'P' && head[1] == 'K' && head[2] == 3 && head[3] == 4;
        }
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[64 << 10];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
