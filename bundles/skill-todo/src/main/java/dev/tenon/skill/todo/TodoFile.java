// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.todo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.databind.util.LRUMap;
import com.fasterxml.jackson.databind.util.LookupCache;
import dev.tenon.api.platform.DataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * The file of all todos, replaced whole: after a crash at any moment the old content is there or the new. A file that
 * cannot be understood is never touched. Not thread-safe.
 */
final class TodoFile {
    static final String NAME = "todos.json";

    /** No content that was ever written is larger; guards against reading some other file. */
    private static final long MAX_BYTES = 32L << 20;

    /** Jackson is the host's and remembers classes for ever in a cache that all share: these stay with this bundle. */
    private static final LookupCache<Object, JavaType> OWN_TYPES = new LRUMap<>(16, 64);

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .typeFactory(TypeFactory.defaultInstance().withCache(OWN_TYPES))
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private final DataFolder folder;
    private Optional<String> known = Optional.empty();
    private Todos todos = Todos.none();

    TodoFile(DataFolder folder) {
        this.folder = folder;
    }

    /** Reads the todos, from the file only if it is another than the last one read or written. */
    Todos read() throws StoreException {
        try {
            Path file = folder.path().resolve(NAME);
            Optional<String> found = stamp(file);
            if (found.isEmpty()) {
                todos = Todos.none();
            } else if (!found.equals(known)) {
                todos = content(file);
            }
            known = found;
            return todos;
        } catch (IOException | UncheckedIOException e) {
            throw new StoreException(Problem.UNREADABLE, e);
        }
    }

    private static Todos content(Path file) throws IOException, StoreException {
        if (Files.size(file) > MAX_BYTES) {
            throw new StoreException(Problem.DAMAGED);
        }
        try {
            JsonNode tree = MAPPER.readTree(Files.readAllBytes(file));
            if (tree.path("format").asInt() > Todos.FORMAT) {
                throw new StoreException(Problem.NEWER);
            }
            Todos read = MAPPER.treeToValue(tree, Todos.class);
            if (read == null || read.format() != Todos.FORMAT || !read.isSound()) {
                throw new StoreException(Problem.DAMAGED);
            }
            return read;
        } catch (JsonProcessingException | java.io.CharConversionException e) {
            throw new StoreException(Problem.DAMAGED, e);
        }
    }

    /** Writes the todos; when this returns they survive a crash. */
    void write(Todos changed) throws StoreException {
        known = Optional.empty();
        try {
            Path home = folder.path();
            Path file = home.resolve(NAME);
            Path temporary = home.resolve("." + NAME + ".tmp");
            Files.deleteIfExists(temporary);
            try (FileChannel channel = FileChannel.open(
                    temporary,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    readableByItsOwnerAlone(home))) {
                ByteBuffer bytes = ByteBuffer.wrap(MAPPER.writeValueAsBytes(changed));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            force(home);
            known = stamp(file);
            todos = changed;
        } catch (IOException | UncheckedIOException e) {
            throw new StoreException(Problem.NOT_SAVED, e);
        }
    }

    private static FileAttribute<?>[] readableByItsOwnerAlone(Path home) {
        return home.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /** Forces the rename; systems that cannot open folders (Windows) do so by themselves. */
    private static void force(Path home) throws IOException {
        try (FileChannel channel = FileChannel.open(home, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (AccessDeniedException e) {
            if (!System.getProperty("os.name").startsWith("Windows")) {
                throw e;
            }
        }
    }

    /**
     * Which content a file has, without reading it; empty if there is none. No record: the JDK keeps the class whose
     * generated equals was linked last, and with it this bundle when it is long gone.
     */
    private static Optional<String> stamp(Path file) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.of(attributes.lastModifiedTime() + " " + attributes.size() + " " + attributes.fileKey());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
