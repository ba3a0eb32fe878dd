// SPDX-License-Identifier: Apache-2.0
package dev.tenon.it;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** Jars as somebody might hand them in. */
final class Jars {
    private Jars() {}

    /** Writes a plugin of nothing but a manifest. */
    static Path plugin(Path folder, String id, String version, Map<String, String> more) throws IOException {
        return write(folder.resolve(id + "-" + version + ".jar"), manifest(id, version, more));
    }

    /** A plugin's manifest, with more headers. */
    static Manifest manifest(String id, String version, Map<String, String> more) {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", id);
        main.putValue("Bundle-Version", version);
        main.putValue("Bundle-Name", "A plugin of the tests");
        main.putValue(
                "Provide-Capability",
                "tenon.plugin;tenon.plugin=\"" + id + "\";name=Tested;summary=\"Is tested.\";"
                        + "categories:List<String>=skill;effective:=tenon");
        more.forEach(main::putValue);
        return manifest;
    }

    /** What a newer release has in place of an entry. */
    interface Edit {
        byte[] of(String entry, byte[] content) throws IOException;
    }

    /** Writes a newer release of a bundle of the distribution. */
    static Path newer(Path folder, String artifact, String version, Edit edit) throws IOException {
        Path target = folder.resolve(artifact + "-" + version + ".jar");
        try (JarFile jar = new JarFile(bundle(artifact).toFile())) {
            Manifest manifest = jar.getManifest();
            manifest.getMainAttributes().putValue("Bundle-Version", version);
            try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(target), manifest)) {
                for (JarEntry entry : Collections.list(jar.entries())) {
                    if (!entry.isDirectory() && !entry.getName().equals(JarFile.MANIFEST_NAME)) {
                        out.putNextEntry(new JarEntry(entry.getName()));
                        try (InputStream in = jar.getInputStream(entry)) {
                            out.write(edit.of(entry.getName(), in.readAllBytes()));
                        }
                    }
                }
            }
        }
        return target;
    }

    /** Reads an entry of a bundle of the distribution. */
    static byte[] entry(String artifact, String name) throws IOException {
        try (JarFile jar = new JarFile(bundle(artifact).toFile());
                InputStream in = jar.getInputStream(jar.getEntry(name))) {
            return in.readAllBytes();
        }
    }

    private static Path bundle(String artifact) throws IOException {
        try (Stream<Path> jars = Files.list(Work.distribution().resolve("bundles"))) {
            return jars.filter(jar -> jar.getFileName().toString().matches(artifact + "-\\d.*\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("the distribution has no " + artifact));
        }
    }

    /** Writes a jar that is no bundle. */
    static Path noBundle(Path folder) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        return write(folder.resolve("no-bundle.jar"), manifest);
    }

    /** Writes a file that is no jar at all. */
    static Path noJar(Path folder) throws IOException {
        return Files.writeString(folder.resolve("no-jar.jar"), "This is a text.");
    }

    private static Path write(Path file, Manifest manifest) throws IOException {
        new JarOutputStream(Files.newOutputStream(file), manifest).close();
        return file;
    }
}
