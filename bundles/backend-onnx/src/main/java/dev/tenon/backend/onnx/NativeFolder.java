// SPDX-License-Identifier: Apache-2.0
package dev.tenon.backend.onnx;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * Keeps native libraries unpacked in {@code cache/native/<sha>/}, so that a start neither unpacks them again nor leaves
 * a copy in the temporary folder when the process is killed.
 */
final class NativeFolder {
    private final Path cache;

    /**
     * Uses a cache.
     *
     * @param cache the folder {@code cache/native}, made if absent
     */
    NativeFolder(Path cache) {
        this.cache = cache;
    }

    /**
     * Unpacks libraries unless they are there.
     *
     * @param identity what tells these libraries from those of another release
     * @param libraries where each is read from, by file name
     * @return the folder that holds them all, complete
     * @throws IOException if they cannot be read or written
     */
    Path unpack(String identity, Map<String, URL> libraries) throws IOException {
        Map<String, Long> sizes = new TreeMap<>();
        for (Map.Entry<String, URL> library : libraries.entrySet()) {
            sizes.put(library.getKey(), library.getValue().openConnection().getContentLengthLong());
        }
        Path folder = cache.resolve(sha256(identity + sizes));
        if (isComplete(folder, sizes)) {
            return folder;
        }
        Files.createDirectories(cache);
        Path partial = Files.createTempDirectory(cache, ".unpacking-");
        try {
            for (Map.Entry<String, URL> library : libraries.entrySet()) {
                write(library.getValue(), partial.resolve(library.getKey()));
            }
            publish(partial, folder, sizes);
        } finally {
            delete(partial);
        }
        return folder;
    }

    /**
     * Links the libraries of a folder under a name that no class loader has loaded them from: the JVM refuses one path
     * to two loaders.
     *
     * @param folder as {@link #unpack} gave it
     * @return another folder with the same files
     * @throws IOException if it cannot be made
     */
    Path alias(Path folder) throws IOException {
        Path copy = Files.createTempDirectory(cache, folder.getFileName() + "-");
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.createLink(copy.resolve(file.getFileName()), file);
            }
        }
        return copy;
    }

    private static boolean isComplete(Path folder, Map<String, Long> sizes) throws IOException {
        for (Map.Entry<String, Long> library : sizes.entrySet()) {
            Path file = folder.resolve(library.getKey());
            if (!Files.isRegularFile(file) || Files.size(file) != library.getValue()) {
                return false;
            }
        }
        return true;
    }

    private static void write(URL from, Path to) throws IOException {
        try (InputStream in = from.openStream()) {
            Files.copy(in, to);
        }
        try (FileChannel channel = FileChannel.open(to, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Moves the complete folder to its name; another process may have been faster, which is as good. */
    private static void publish(Path partial, Path folder, Map<String, Long> sizes) throws IOException {
        if (Files.isDirectory(folder) && !isComplete(folder, sizes)) {
            delete(folder);
        }
        try {
            Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            if (!isComplete(folder, sizes)) {
                throw e;
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
