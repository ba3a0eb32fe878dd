// SPDX-License-Identifier: Apache-2.0
package dev.tenon.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The distribution under test with one bundle in a newer release: what the next version of Tenon would be. */
final class NewDistribution {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private NewDistribution() {}

    /**
     * Makes it, of links to the files of the distribution where it can.
     *
     * @param folder made
     * @param version of the distribution
     * @param bundle the newer release, in place of the one with its name
     */
    static Path in(Path folder, String version, String symbolicName, String bundleVersion, Path bundle)
            throws IOException {
        Path old = Work.distribution();
        Files.walkFileTree(old, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path from, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(folder.resolve(old.relativize(from)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path to = folder.resolve(old.relativize(file));
                if (file.endsWith("bundles/boot.json")) {
                    return FileVisitResult.CONTINUE;
                }
                try {
                    Files.createLink(to, file);
                } catch (IOException e) { // another file system
                    Files.copy(file, to);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        Files.copy(bundle, folder.resolve("bundles").resolve(bundle.getFileName()));
        ObjectNode boot =
                (ObjectNode) MAPPER.readTree(old.resolve("bundles/boot.json").toFile());
        boot.put("version", version);
        for (JsonNode member : boot.path("members")) {
            if (member.path("symbolicName").asText().equals(symbolicName)) {
                ((ObjectNode) member)
                        .put("version", bundleVersion)
                        .put("file", bundle.getFileName().toString())
                        .put("bytes", Files.size(bundle))
                        .put("sha256", sha256(bundle));
            }
        }
        MAPPER.writeValue(folder.resolve("bundles/boot.json").toFile(), boot);
        return folder;
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
