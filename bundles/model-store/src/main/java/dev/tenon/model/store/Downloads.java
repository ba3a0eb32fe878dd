// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.store;

import dev.tenon.runtime.ModelHub.Address;
import dev.tenon.runtime.ModelRefusedException;
import dev.tenon.runtime.ModelRefusedException.Reason;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Fetches files over HTTP into a folder where what was begun is kept: {@code <name>.part} with the bytes and {@code
 * <name>.json} with what they are of. A later call, also after a restart, goes on where the last one stopped.
 */
final class Downloads {
    private static final int ATTEMPTS = 3;

    private final Path folder;
    private final Transfer transfer;

    /**
     * Uses a folder.
     *
     * @param folder for what is not complete, made if absent
     * @param stall how long nothing may come before a transfer counts as cut
     */
    Downloads(Path folder, Duration stall) {
        this.folder = folder;
        this.transfer = new Transfer(stall);
    }

    /**
     * Fetches one file. Blocks.
     *
     * @param url where it is
     * @param expected its digest and size, as far as they are known
     * @param target what it becomes, on the same volume as the folder
     * @param progress hears how many bytes of it are here
     * @throws ModelRefusedException if it cannot be fetched, or is not what was expected
     * @throws IOException if it cannot be written
     */
    void fetch(URI url, FileSpec expected, Path target, LongConsumer progress) throws IOException {
        fetch(new Address(url, Map.of()), expected, target, progress);
    }

    /**
     * Fetches one file from the first of several addresses that serves it. Blocks.
     *
     * @param addresses where it is, at least one
     * @param expected its digest and size, as far as they are known
     * @param target what it becomes, on the same volume as the folder
     * @param progress hears how many bytes of it are here
     * @throws ModelRefusedException if none serves it (the first one's reason counts), or it is not what was expected
     * @throws IOException if it cannot be written
     */
    void fetch(List<Address> addresses, FileSpec expected, Path target, LongConsumer progress) throws IOException {
        Optional<ModelRefusedException> first = Optional.empty();
        for (Address address : addresses) {
            try {
                fetch(address, expected, target, progress);
                return;
            } catch (ModelRefusedException e) {
                if (e.reason() != Reason.UNREACHABLE || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                first.ifPresent(earlier -> earlier.addSuppressed(e));
                first = first.or(() -> Optional.of(e));
            }
        }
        ModelRefusedException reason = first.orElseThrow();
        throw addresses.size() == 1
                ? reason
                : new ModelRefusedException(
                        Reason.UNREACHABLE,
                        reason.getMessage() + " (" + (addresses.size() - 1) + " further addresses do not serve it)",
                        reason);
    }

    private void fetch(Address address, FileSpec expected, Path target, LongConsumer progress) throws IOException {
        Files.createDirectories(folder);
        Part part = new Part(folder, address, expected.sha256());
        long before = part.size();
        for (int attempt = 1; ; attempt++) {
            try {
                transfer.run(part, expected, progress);
                break;
            } catch (CutException e) {
                long now = part.size();
                if (attempt >= ATTEMPTS || now == before) {
                    throw new ModelRefusedException(Reason.UNREACHABLE, e.getMessage() + kept(now), e);
                }
                before = now;
            }
        }
        verify(part, expected);
        Files.move(part.content(), target, StandardCopyOption.ATOMIC_MOVE);
        part.discard();
    }

    private static String kept(long bytes) {
        return bytes == 0
                ? "; try again later, or without a network give 'tenon model add' the file itself"
                : "; " + bytes + " bytes are kept, the same command goes on from there";
    }

    private static void verify(Part part, FileSpec expected) throws IOException {
        Optional<String> wanted = expected.sha256();
        if (wanted.isEmpty()) {
            return;
        }
        String actual = Digest.of(part.content());
        if (!actual.equals(wanted.get())) {
            part.discard();
            throw new ModelRefusedException(
                    Reason.UNTRUSTED,
                    part.url() + " is not the file that was promised: SHA-256 " + wanted.get() + " was expected, "
                            + actual + " came; the download was deleted");
        }
    }
}
