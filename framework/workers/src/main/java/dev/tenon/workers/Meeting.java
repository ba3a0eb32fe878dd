// SPDX-License-Identifier: Apache-2.0
package dev.tenon.workers;

import dev.tenon.workers.Frame.Kind;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a worker meets its host, once: a socket in a folder that the operator alone can open, and a secret that only
 * the worker was told. Whoever connects without the secret is sent away; whoever says nothing holds nobody up.
 */
final class Meeting implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Meeting.class);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int MAX_PATH = 100; // the kernel's limit is 108 on Linux, 104 elsewhere
    private static final long POLL_MS = 50;
    private static final long HELLO_LIMIT_MS = 5_000;

    private final String secret = random(32);
    private final Path folder;
    private final boolean ownFolder;
    private final Path socket;
    private final ServerSocketChannel server;

    private Meeting(Path folder, boolean ownFolder) throws IOException {
        this.folder = folder;
        this.ownFolder = ownFolder;
        socket = folder.resolve(name());
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(socket));
            if (isPosix(folder)) {
                Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** Opens a socket in the folder, or in a private temporary folder where its path would be too long for a socket. */
    static Meeting in(Path run) throws IOException {
        Path folder = run.toAbsolutePath().normalize();
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            if (isPosix(folder)) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            }
        }
        int length = folder.resolve(name()).toString().getBytes(StandardCharsets.UTF_8).length;
        return length <= MAX_PATH ? new Meeting(folder, false) : new Meeting(Files.createTempDirectory("tenon"), true);
    }

    private static String name() {
        return "worker-" + random(6) + ".sock";
    }

    private static String random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    private static boolean isPosix(Path folder) throws IOException {
        return Files.getFileStore(folder).supportsFileAttributeView("posix");
    }

    Path socket() {
        return socket;
    }

    String secret() {
        return secret;
    }

    /**
     * Waits for the one that knows the secret.
     *
     * @param expected whether it may still come
     * @return empty if it did not come in time, is no longer expected, or the thread was interrupted
     */
    Optional<SocketChannel> await(Duration limit, BooleanSupplier expected) throws IOException {
        long end = System.nanoTime() + limit.toNanos();
        server.configureBlocking(false);
        try (Selector selector = Selector.open()) {
            server.register(selector, SelectionKey.OP_ACCEPT);
            while (System.nanoTime() - end < 0
                    && expected.getAsBoolean()
                    && !Thread.currentThread().isInterrupted()) {
                selector.select(POLL_MS);
                selector.selectedKeys().clear();
                SocketChannel guest = server.accept();
                if (guest != null && isTheOne(guest)) {
                    return Optional.of(guest);
                }
            }
        }
        return Optional.empty();
    }

    private boolean isTheOne(SocketChannel guest) throws IOException {
        Thread clock = new Thread(() -> closeUnlessInterrupted(guest), "tenon-worker-hello");
        clock.setDaemon(true);
        clock.start();
        try {
            Frame hello = Frame.read(guest);
            boolean known = hello.kind() == Kind.HELLO
                    && hello.texts().size() == 2
                    && MessageDigest.isEqual(
                            hello.texts().get(1).getBytes(StandardCharsets.UTF_8),
                            secret.getBytes(StandardCharsets.UTF_8));
            if (known && hello.texts().get(0).equals(WorkerMain.PROTOCOL)) {
                return true;
            }
            LOG.warn("Somebody connected to {} {}", socket, known ? "with another protocol" : "without the secret");
        } catch (IOException e) {
            LOG.warn("Somebody connected to {} and did not say who it is", socket, e);
        } finally {
            clock.interrupt();
        }
        guest.close();
        return false;
    }

    private static void closeUnlessInterrupted(SocketChannel guest) {
        try {
            Thread.sleep(HELLO_LIMIT_MS);
            guest.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // it spoke
        } catch (IOException e) {
            LOG.debug("A silent guest cannot be sent away", e);
        }
    }

    /** Nobody else can come. */
    @Override
    public void close() {
        try {
            server.close();
            Files.deleteIfExists(socket);
            if (ownFolder) {
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            LOG.debug("{} stays", socket, e);
        }
    }
}
