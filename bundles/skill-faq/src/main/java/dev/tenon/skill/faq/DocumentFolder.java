// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.faq;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The folder of documents; what has not changed since the last look is not read again. Not thread-safe. */
final class DocumentFolder {
    private static final int MAX_DEPTH = 8;
    private static final int MAX_PASSAGES = 20_000;

    /** A file changed so shortly before it was read may change again without a newer time. */
    private static final Duration FRESH = Duration.ofSeconds(3);

    private final Path folder;
    private final int maxFiles;
    private final DocumentReader reader;
    private final List<Path> directories = new ArrayList<>();
    private Map<String, Document> known = new HashMap<>();
    private Optional<Shelf> last = Optional.empty();

    DocumentFolder(Path folder, int maxFiles, long maxBytes) {
        this.folder = folder;
        this.maxFiles = maxFiles;
        reader = new DocumentReader(maxBytes);
    }

    /** Reads what is new and returns all there is; the same object as before if nothing has changed. */
    Shelf look() {
        Listing listing = new Listing();
        directories.clear();
        try {
            Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), MAX_DEPTH, listing);
        } catch (IOException e) {
            return changed(Shelf.unreadable(reason(e)));
        }
        directories.addAll(listing.directories);
        Map<String, Document> now = new TreeMap<>();
        listing.files.forEach((name, stamp) -> now.put(name, document(name, stamp)));
        boolean same =
                now.equals(known) && last.isPresent() && last.get().problem().isEmpty();
        known = now;
        return same && last.get().skipped().equals(skipped(listing)) ? last.get() : changed(shelf(listing));
    }

    /** What was read, whenever that was. */
    private static Map<String, List<?>> content(Map<String, Document> documents) {
        Map<String, List<?>> content = new HashMap<>();
        documents.forEach((name, document) -> content.put(name, List.of(document.passages(), document.skipped())));
        return content;
    }

    /** The folders that were seen at the last look. */
    List<Path> directories() {
        return directories;
    }

    private Shelf changed(Shelf shelf) {
        if (last.isPresent()
                && last.get().problem().isPresent()
                && last.get().problem().equals(shelf.problem())) {
            return last.get();
        }
        last = Optional.of(shelf);
        return shelf;
    }

    private Document document(String name, Stamp stamp) {
        Document before = known.get(name);
        if (before != null && before.stamp().equals(stamp) && !before.fresh()) {
            return before;
        }
        FileTime soon = FileTime.from(Instant.now().minus(FRESH));
        boolean fresh = stamp.modified().compareTo(soon) > 0;
        try {
            return new Document(stamp, fresh, reader.passages(folder.resolve(name), name), "");
        } catch (SkippedException e) {
            return new Document(stamp, fresh, List.of(), e.getMessage());
        } catch (IOException e) {
            return new Document(stamp, true, List.of(), reason(e));
        }
    }

    private Shelf shelf(Listing listing) {
        List<Passage> passages = new ArrayList<>();
        known.values().forEach(document -> {
            if (passages.size() + document.passages().size() <= MAX_PASSAGES) {
                passages.addAll(document.passages());
            }
        });
        int documents = (int) known.values().stream()
                .filter(document -> !document.passages().isEmpty())
                .count();
        return new Shelf(documents, new Index(passages), skipped(listing), Optional.empty());
    }

    private List<Skipped> skipped(Listing listing) {
        List<Skipped> skipped = new ArrayList<>(listing.failed);
        int passages = 0;
        for (Map.Entry<String, Document> entry : known.entrySet()) {
            Document document = entry.getValue();
            if (!document.skipped().isEmpty()) {
                skipped.add(new Skipped(entry.getKey(), document.skipped()));
            } else if (passages + document.passages().size() > MAX_PASSAGES) {
                skipped.add(new Skipped(entry.getKey(), "more than " + MAX_PASSAGES + " passages in all documents"));
            } else {
                passages += document.passages().size();
            }
        }
        if (listing.tooMany > 0) {
            skipped.add(new Skipped(
                    listing.tooMany + " more files",
                    "max.files is " + maxFiles + ": set it higher or divide the folder"));
        }
        return skipped;
    }

    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "it does not exist";
        }
        if (e instanceof NotDirectoryException) {
            return "it is no folder";
        }
        if (e instanceof AccessDeniedException) {
            return "it may not be read";
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private record Stamp(FileTime modified, long size, String key) {}

    private record Document(Stamp stamp, boolean fresh, List<Passage> passages, String skipped) {}

    private final class Listing extends SimpleFileVisitor<Path> {
        private final Map<String, Stamp> files = new TreeMap<>();
        private final List<Path> directories = new ArrayList<>();
        private final List<Skipped> failed = new ArrayList<>();
        private int tooMany;

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            if (!directory.equals(folder) && directory.getFileName().toString().startsWith(".")) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            directories.add(directory);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (file.equals(folder)) {
                throw new NotDirectoryException(file.toString());
            }
            if (attributes.isRegularFile()
                    && DocumentReader.isDocument(file)
                    && !file.getFileName().toString().startsWith(".")) {
                if (files.size() < maxFiles) {
                    files.put(
                            name(file),
                            new Stamp(
                                    attributes.lastModifiedTime(),
                                    attributes.size(),
                                    String.valueOf(attributes.fileKey())));
                } else {
                    tooMany++;
                }
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (file.equals(folder)) {
                throw e;
            }
            failed.add(new Skipped(name(file), reason(e)));
            return FileVisitResult.CONTINUE;
        }

        private String name(Path file) {
            return folder.relativize(file).toString().replace('\\', '/');
        }
    }
}
