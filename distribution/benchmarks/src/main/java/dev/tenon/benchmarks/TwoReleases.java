// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import dev.tenon.generation.Member;
import dev.tenon.generation.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * A small plugin in two releases, made of a sample of the distribution.
 *
 * @param folder with both jars and nothing else
 * @param older the first release, as a generation names it
 * @param newer the second
 */
record TwoReleases(Path folder, Member older, Member newer) {
    private static final String SAMPLE = "skill-color";

    /** Writes both into a folder. */
    static TwoReleases in(Path folder, Path distribution) throws IOException {
        Files.createDirectories(folder);
        Path jar = sample(distribution, SAMPLE);
        return new TwoReleases(
                folder,
                write(jar, "1.0.0", folder.resolve(SAMPLE + "-1.0.0.jar")),
                write(jar, "1.1.0", folder.resolve(SAMPLE + "-1.1.0.jar")));
    }

    /** Finds a sample of the distribution by its name. */
    static Path sample(Path distribution, String name) throws IOException {
        return find(distribution.resolve("samples"), name);
    }

    /** Finds a bundle that the distribution starts by its name. */
    static Path bundle(Path distribution, String name) throws IOException {
        return find(distribution.resolve("bundles"), name);
    }

    private static Path find(Path folder, String name) throws IOException {
        try (Stream<Path> jars = Files.list(folder)) {
            return jars.filter(jar -> jar.getFileName().toString().startsWith("tenon-" + name + "-"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("there is no " + name + " in " + folder));
        }
    }

    String id() {
        return older.symbolicName();
    }

    List<Member> both() {
        return List.of(older, newer);
    }

    /** Writes a bundle once more, with another version. */
    static Member write(Path from, String version, Path to) throws IOException {
        String id;
        try (JarFile jar = new JarFile(from.toFile())) {
            Manifest manifest = jar.getManifest();
            Attributes main = manifest.getMainAttributes();
            id = main.getValue("Bundle-SymbolicName").split(";", 2)[0].strip();
            main.putValue("Bundle-Version", version);
            try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(to), manifest)) {
                for (JarEntry entry : jar.stream()
                        .filter(entry ->
                                !entry.isDirectory() && !entry.getName().equals(JarFile.MANIFEST_NAME))
                        .toList()) {
                    out.putNextEntry(new JarEntry(entry.getName()));
                    try (InputStream in = jar.getInputStream(entry)) {
                        in.transferTo(out);
                    }
                }
            }
        }
        return new Member(id, version, Sha256.of(to), Files.size(to), Member.Origin.MARKETPLACE, "");
    }
}
