// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.admin.AdminException;
import dev.tenon.admin.AdminException.Reason;
import dev.tenon.generation.Member;
import dev.tenon.generation.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.osgi.framework.wiring.BundleRevision;

/** A plugin's jar on this machine, named by the operator instead of a marketplace's release. */
final class LocalFile {
    private final Platform platform;

    LocalFile(Platform platform) {
        this.platform = platform;
    }

    /** Says whether an operator means a file: it ends with {@code .jar} or holds a slash. */
    static Optional<Path> named(String typed) {
        if (!typed.endsWith(".jar") && !typed.contains("/")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Path.of(typed));
        } catch (InvalidPathException e) {
            throw new AdminException(Reason.BAD_REQUEST, "'" + typed + "' is no path", e);
        }
    }

    /**
     * Looks at the jar.
     *
     * @throws AdminException if there is no such file, or it is no bundle
     */
    Member read(Path jar) {
        if (!Files.isRegularFile(jar)) {
            throw new AdminException(Reason.UNKNOWN, jar + " is no file on the host's machine");
        }
        String name;
        String version;
        boolean fragment;
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            name = manifest == null ? null : manifest.getMainAttributes().getValue("Bundle-SymbolicName");
            version = manifest == null ? null : manifest.getMainAttributes().getValue("Bundle-Version");
            fragment = manifest != null && manifest.getMainAttributes().getValue(Constants.FRAGMENT_HOST) != null;
        } catch (IOException e) {
            throw new AdminException(
                    Reason.UNTRUSTED, jar + " is no jar that can be read: is it whole? (" + e.getMessage() + ")", e);
        }
        if (name == null || version == null) {
            throw new AdminException(
                    Reason.UNTRUSTED,
                    jar + " is no bundle: its manifest lacks Bundle-SymbolicName or Bundle-Version; "
                            + "build it with bnd as plugin-sdk/README.md shows");
        }
        if (fragment) {
            throw new AdminException(Reason.UNFIT, ReleaseRules.fragment(jar.toString()));
        }
        try {
            return new Member(
                    name.split(";", 2)[0].strip(),
                    Version.parseVersion(version).toString(),
                    Sha256.of(jar),
                    Files.size(jar),
                    Member.Origin.FILE,
                    "");
        } catch (IllegalArgumentException e) {
            throw new AdminException(
                    Reason.UNTRUSTED, jar + " has no version that OSGi knows: '" + version + "' is not 1.2.3", e);
        } catch (IOException e) {
            throw platform.storage(jar + " cannot be read", e);
        }
    }

    /**
     * Copies the jar into the content store.
     *
     * @return whether it was not there before
     * @throws AdminException if it cannot be stored
     */
    boolean keep(Path jar, Member member) {
        if (platform.content().has(member.sha256())) {
            return false;
        }
        try (InputStream in = Files.newInputStream(jar)) {
            platform.content().put(in, member.sha256(), member.bytes(), done -> {});
            return true;
        } catch (IOException e) {
            throw platform.storage(jar + " cannot be stored", e);
        }
    }

    /** Checks that the framework, too, sees a plugin in it. */
    static void checkPlugin(Member member, BundleRevision revision) {
        Map<String, Object> plugin = Manifests.plugin(revision)
                .orElseThrow(() -> new AdminException(
                        Reason.UNTRUSTED,
                        member.symbolicName() + " is a bundle but no plugin: put @TenonPlugin on one of its classes"));
        if (!member.symbolicName().equals(Manifests.text(plugin, Manifests.PLUGIN))) {
            throw new AdminException(
                    Reason.UNTRUSTED,
                    member.symbolicName() + " calls itself " + Manifests.text(plugin, Manifests.PLUGIN)
                            + " in @TenonPlugin: the id must be its Bundle-SymbolicName");
        }
    }
}
