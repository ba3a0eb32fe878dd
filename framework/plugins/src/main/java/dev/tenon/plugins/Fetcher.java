// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.admin.AdminException;
import dev.tenon.admin.AdminException.Reason;
import dev.tenon.generation.Member;
import dev.tenon.generation.WrongContentException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a release's jar from the marketplace into the content store, verified. Thread-safe. */
final class Fetcher {
    private static final Logger LOG = LoggerFactory.getLogger(Fetcher.class);
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    private static final Duration HEADERS_LIMIT = Duration.ofSeconds(30);

    private static final Duration STALL_LIMIT = Duration.ofSeconds(30);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECT_LIMIT).build();
    private final Platform platform;
    private final Duration stallLimit;

    Fetcher(Platform platform) {
        this(platform, STALL_LIMIT);
    }

    Fetcher(Platform platform, Duration stallLimit) {
        this.platform = platform;
        this.stallLimit = stallLimit;
    }

    /**
     * Brings one.
     *
     * @param bytes hears how many are here
     * @throws AdminException if it is refused or does not come; nothing of it is kept then
     */
    void fetch(Member member, URI source, LongConsumer bytes) {
        String what = member.symbolicName() + " " + member.version();
        HttpRequest request =
                HttpRequest.newBuilder(source).timeout(HEADERS_LIMIT).build();
        try {
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() != 200) {
                    throw new AdminException(
                            Reason.UNREACHABLE,
                            "the marketplace answered " + response.statusCode() + " for " + what + ": try again later");
                }
                keep(member, body, bytes);
            }
        } catch (WrongContentException e) {
            throw new AdminException(
                    Reason.UNTRUSTED, what + " is refused: " + e.getMessage() + ". Nothing was installed", e);
        } catch (UnreachableException e) {
            throw new AdminException(
                    Reason.UNREACHABLE, "the download of " + what + " broke off: run the same command again", e);
        } catch (IOException e) {
            throw new AdminException(
                    Reason.UNREACHABLE, "the marketplace cannot be reached for " + what + ": does it run?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AdminException(Reason.UNREACHABLE, "the host is stopping", e);
        }
    }

    private void keep(Member member, InputStream body, LongConsumer bytes)
            throws WrongContentException, UnreachableException {
        try (Download download = new Download(body, stallLimit)) {
            platform.content().put(download, member.sha256(), member.bytes(), bytes);
        } catch (WrongContentException | UnreachableException e) {
            throw e;
        } catch (IOException e) {
            throw platform.storage(member.symbolicName() + " cannot be stored", e);
        }
    }

    /** Tells failures of the network from those of the disk. */
    private static final class UnreachableException extends IOException {
        private static final long serialVersionUID = 1L;

        UnreachableException(IOException cause) {
            super(cause);
        }
    }

    /**
     * A body that is closed when nothing came for a while: the client's own limit ends with the headers, and a stalled
     * download would hold every later change.
     */
    private static final class Download extends FilterInputStream {
        private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "tenon-fetch-watch");
            thread.setDaemon(true);
            return thread;
        });
        private volatile long lastNanos = System.nanoTime();

        Download(InputStream in, Duration stallLimit) {
            super(in);
            long millis = stallLimit.toMillis();
            watch.scheduleWithFixedDelay(
                    () -> endIfStalled(stallLimit), millis, Math.max(1, millis / 10), TimeUnit.MILLISECONDS);
        }

        private void endIfStalled(Duration stallLimit) {
            if (System.nanoTime() - lastNanos > stallLimit.toNanos()) {
                try {
                    in.close();
                } catch (IOException e) {
                    LOG.debug("A stalled download does not close", e);
                }
            }
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                int count = super.read(buffer, offset, length);
                lastNanos = System.nanoTime();
                return count;
            } catch (IOException e) {
                throw new UnreachableException(e);
            }
        }

        @Override
        public void close() throws IOException {
            watch.shutdownNow();
            super.close();
        }
    }
}
