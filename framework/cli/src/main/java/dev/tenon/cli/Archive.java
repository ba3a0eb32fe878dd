// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * A home in one file: a zip whose last entry lists each file with its SHA-256 and permissions, and each link. What lies
 * in {@code cache}, {@code run} and {@code log} is left out: it is of this machine and this moment.
 */
final class Archive {
    private static final String LIST = "tenon-backup.json";
    private static final int FORMAT = 1;
    private static final Set<String> LEFT_OUT = Set.of("cache", "run", "log");

    private Archive() {}

    /** A file changed while it was read. */
    static final class ChangedException extends IOException {
        private static final long serialVersionUID = 1L;

        ChangedException(Path file) {
            super(file + " was written to meanwhile");
        }
    }

    /**
     * Packs a home. The pointer to the current generation comes first, so that whatever is committed meanwhile, the
     * archive holds what the pointer names.
     */
    static ObjectNode pack(Path home, OutputStream to) throws IOException {
        ObjectNode list = Home.MAPPER.createObjectNode().put("format", FORMAT);
        ArrayNode entries = list.putArray("entries");
        try (ZipOutputStream zip = new ZipOutputStream(to)) {
            for (Path file : files(home)) {
                String name = home.relativize(file).toString();
                ObjectNode entry = Home.MAPPER.createObjectNode().put("path", name);
                if (Files.isSymbolicLink(file)) {
                    entries.add(entry.put("link", Files.readSymbolicLink(file).toString()));
                } else if (pack(file, name, entry, zip)) {
                    entries.add(entry);
                }
            }
            zip.putNextEntry(new ZipEntry(LIST));
            zip.write(list.toString().getBytes(StandardCharsets.UTF_8));
        }
        return list;
    }

    private static List<Path> files(Path home) throws IOException {
        List<Path> files = new ArrayList<>();
        Path pointer = home.resolve("current");
        if (Files.exists(pointer)) {
            files.add(pointer);
        }
        Files.walkFileTree(home, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                boolean out = home.equals(folder.getParent())
                        && LEFT_OUT.contains(folder.getFileName().toString());
                return out ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (!attributes.isOther() && !file.equals(pointer)) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }

    /** Packs one file; false if it is gone: what a collection takes away, nobody needs. */
    private static boolean pack(Path file, String name, ObjectNode entry, ZipOutputStream zip) throws IOException {
        BasicFileAttributes before;
        try {
            before = Files.readAttributes(file, BasicFileAttributes.class);
            MessageDigest digest = sha256();
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                zip.putNextEntry(new ZipEntry(name));
                entry.put("bytes", in.transferTo(zip));
                zip.closeEntry();
            }
            entry.put("sha256", HexFormat.of().formatHex(digest.digest()));
            entry.put("mode", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        } catch (NoSuchFileException e) {
            return false;
        }
        BasicFileAttributes after = Files.readAttributes(file, BasicFileAttributes.class);
        if (after.size() != before.size() || !after.lastModifiedTime().equals(before.lastModifiedTime())) {
            throw new ChangedException(file);
        }
        return true;
    }

    /** Reads an archive whole, and compares each file with the list; returns the list. */
    static JsonNode verify(Path archive) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            JsonNode list = list(zip, archive);
            for (JsonNode entry : list.path("entries")) {
                if (entry.has("sha256")) {
                    MessageDigest digest = sha256();
                    try (InputStream in = new DigestInputStream(open(zip, entry, archive), digest)) {
                        in.transferTo(OutputStream.nullOutputStream());
                    }
                    String actual = HexFormat.of().formatHex(digest.digest());
                    if (!actual.equals(entry.path("sha256").asText())) {
                        throw damaged(archive, entry.path("path").asText() + " is not what was packed");
                    }
                }
            }
            return list;
        }
    }

    /** Unpacks a verified archive into an empty folder. */
    static void unpack(Path archive, JsonNode list, Path folder) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            for (JsonNode entry : list.path("entries")) {
                Path to = inside(folder, folder.resolve(entry.path("path").asText()), archive);
                if (entry.has("link")) {
                    inside(folder, to.resolveSibling(entry.path("link").asText()), archive);
                }
            }
            for (JsonNode entry : list.path("entries")) {
                if (entry.has("sha256")) {
                    Path to = folder.resolve(entry.path("path").asText());
                    Files.createDirectories(to.getParent());
                    Files.createFile(
                            to, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                    try (InputStream in = open(zip, entry, archive);
                            OutputStream out = Files.newOutputStream(to)) {
                        in.transferTo(out);
                    }
                    Files.setPosixFilePermissions(
                            to,
                            PosixFilePermissions.fromString(entry.path("mode").asText("rw-------")));
                }
            }
            for (JsonNode entry : list.path("entries")) { // last, so that nothing is written through a link
                if (entry.has("link")) {
                    Path to = folder.resolve(entry.path("path").asText());
                    Files.createDirectories(to.getParent());
                    Files.createSymbolicLink(to, Path.of(entry.path("link").asText()));
                }
            }
        }
    }

    private static JsonNode list(ZipFile zip, Path archive) throws IOException {
        ZipEntry entry = zip.getEntry(LIST);
        if (entry == null) {
            throw new ZipException("without the list " + LIST);
        }
        try (InputStream in = zip.getInputStream(entry)) {
            JsonNode list = Home.MAPPER.readTree(in);
            if (list.path("format").asInt() != FORMAT) {
                throw damaged(archive, "this Tenon reads format " + FORMAT + " alone");
            }
            return list;
        }
    }

    private static InputStream open(ZipFile zip, JsonNode entry, Path archive) throws IOException {
        ZipEntry file = zip.getEntry(entry.path("path").asText());
        if (file == null) {
            throw damaged(archive, entry.path("path").asText() + " is missing");
        }
        return zip.getInputStream(file);
    }

    private static Path inside(Path folder, Path path, Path archive) throws IOException {
        if (!path.normalize().startsWith(folder) || path.normalize().equals(folder)) {
            throw damaged(archive, "it holds a path that leads out of the home");
        }
        return path;
    }

    private static IOException damaged(Path archive, String why) {
        return new IOException(archive + " cannot be used: " + why);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
