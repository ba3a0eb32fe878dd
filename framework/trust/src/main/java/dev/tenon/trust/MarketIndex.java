// SPDX-License-Identifier: Apache-2.0
package dev.tenon.trust;

import dev.tenon.admin.AdminException;
import dev.tenon.admin.AdminException.Reason;
import dev.tenon.admin.Catalogues;
import dev.tenon.catalog.format.FormatException;
import dev.tenon.catalog.format.Index;
import dev.tenon.catalog.format.Json;
import dev.tenon.catalog.format.Keys;
import dev.tenon.catalog.format.SignedIndex;
import dev.tenon.catalog.format.UntrustedException;
import dev.tenon.generation.DurableFiles;
import dev.tenon.generation.Home;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches the index over HTTP, in the background every few seconds and whenever somebody asks. Believes it only if the
 * trusted key signed it and its sequence is not lower than one seen before (TUF 1.0 §5.3, rollback); what was seen is
 * remembered across restarts.
 */
@Component(service = {VerifiedIndex.class, Catalogues.class})
public final class MarketIndex implements VerifiedIndex, Catalogues {
    private static final Logger LOG = LoggerFactory.getLogger(MarketIndex.class);
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(3);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);
    private static final long PERIOD_MILLIS = 5_000;

    private record Fetched(Snapshot snapshot, String etag, Instant at) {}

    private record Seen(String keyId, long sequence) {}

    private final Home home;
    private final Duration bodyLimit;
    private final ScheduledExecutorService background;
    private volatile Optional<Fetched> last = Optional.empty();
    private volatile String problem = "";
    private Optional<HttpClient> client = Optional.empty();

    /**
     * Starts to fetch.
     *
     * @param context names the home
     */
    @Activate
    public MarketIndex(BundleContext context) {
        this(new Home(Path.of(context.getProperty("tenon.home"))), PERIOD_MILLIS, ANSWER_LIMIT);
    }

    MarketIndex(Home home, long periodMillis, Duration bodyLimit) {
        this.home = home;
        this.bodyLimit = bodyLimit;
        background = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "tenon-market-index");
            thread.setDaemon(true);
            return thread;
        });
        background.scheduleWithFixedDelay(this::refreshQuietly, 0, periodMillis, TimeUnit.MILLISECONDS);
    }

    /** Stops fetching. */
    @Deactivate
    public void close() {
        background.shutdownNow();
    }

    @Override
    public Optional<Snapshot> last() {
        return last.map(Fetched::snapshot);
    }

    @Override
    public Optional<Status> status() {
        Optional<TrustedMarket> market;
        try {
            market = TrustedMarket.read(home);
        } catch (AdminException e) {
            return Optional.of(new Status("", 0, Optional.empty(), e.problem().message()));
        }
        return market.map(trusted -> new Status(
                trusted.url().toString(),
                last().map(snapshot -> snapshot.index().sequence()).orElse(0L),
                last.map(Fetched::at),
                problem));
    }

    private void refreshQuietly() {
        try {
            if (TrustedMarket.read(home).isPresent()) {
                refresh();
            }
        } catch (AdminException e) {
            // Kept in the status, where the operator looks; a marketplace that is away is no news to log every time.
            LOG.debug("The index was not refreshed", e);
        } catch (RuntimeException e) {
            // The timer must go on whatever happened: it would drop the task for ever.
            LOG.warn("The index was not refreshed", e);
        }
    }

    @Override
    public synchronized Snapshot refresh() {
        try {
            TrustedMarket market = TrustedMarket.read(home)
                    .orElseThrow(() -> new AdminException(
                            Reason.UNREACHABLE,
                            "no marketplace is set up: ./tenon up starts one, or trust another with"
                                    + " ./tenon market trust URL KEY"));
            forgetOther(market);
            Snapshot snapshot = fetch(market);
            problem = "";
            return snapshot;
        } catch (AdminException e) {
            problem = e.problem().message();
            if (e.reason() == Reason.UNREACHABLE && last.isPresent()) {
                return last.get().snapshot();
            }
            throw e;
        }
    }

    private void forgetOther(TrustedMarket market) {
        if (last.isPresent()) {
            Snapshot snapshot = last.get().snapshot();
            if (!snapshot.market().equals(market.url()) || !snapshot.keyId().equals(Keys.id(market.key()))) {
                last = Optional.empty();
            }
        }
    }

    private Snapshot fetch(TrustedMarket market) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(market.url() + "/api/v1/index"))
                .timeout(ANSWER_LIMIT);
        last.ifPresent(fetched -> request.header("If-None-Match", fetched.etag()));
        try {
            HttpResponse<InputStream> response =
                    client().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() == 304 && last.isPresent()) {
                    Snapshot snapshot = last.get().snapshot();
                    last = Optional.of(new Fetched(snapshot, last.get().etag(), Instant.now()));
                    return snapshot;
                }
                if (response.statusCode() != 200) {
                    throw new AdminException(
                            Reason.UNREACHABLE,
                            "the marketplace " + market.url() + " answered " + response.statusCode()
                                    + " for its index: is this a Tenon marketplace?");
                }
                byte[] bytes = read(body);
                if (bytes.length > SignedIndex.MAX_BYTES) {
                    throw new AdminException(
                            Reason.UNTRUSTED,
                            "the index of " + market.url() + " is larger than " + (SignedIndex.MAX_BYTES >> 20)
                                    + " MB: its keeper must withdraw releases that nobody needs");
                }
                Snapshot snapshot = believe(market, new String(bytes, StandardCharsets.UTF_8));
                last = Optional.of(new Fetched(
                        snapshot, response.headers().firstValue("ETag").orElse("\"none\""), Instant.now()));
                return snapshot;
            }
        } catch (IOException e) {
            throw new AdminException(
                    Reason.UNREACHABLE, "the marketplace " + market.url() + " cannot be reached: does it run?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AdminException(Reason.UNREACHABLE, "the host is stopping", e);
        }
    }

    /** The client's own limit ends with the headers: a body that never ends would hold every plan for ever. */
    private byte[] read(InputStream body) throws IOException {
        CompletableFuture<Void> limit = CompletableFuture.runAsync(
                () -> close(body), CompletableFuture.delayedExecutor(bodyLimit.toMillis(), TimeUnit.MILLISECONDS));
        try {
            return body.readNBytes(SignedIndex.MAX_BYTES + 1);
        } finally {
            limit.cancel(false);
        }
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            LOG.debug("The answer that took too long could not be closed", e);
        }
    }

    private Snapshot believe(TrustedMarket market, String document) {
        try {
            Index index = Json.read(document, SignedIndex.class).verify(market.key());
            String keyId = Keys.id(market.key());
            Seen seen = seen();
            if (seen.keyId().equals(keyId) && index.sequence() < seen.sequence()) {
                throw new UntrustedException("the index has the sequence " + index.sequence() + " but "
                        + seen.sequence() + " was seen before: somebody serves an old one");
            }
            if (!seen.keyId().equals(keyId) || index.sequence() > seen.sequence()) {
                DurableFiles.write(seenFile(), Json.write(new Seen(keyId, index.sequence())));
            }
            return new Snapshot(market.url(), keyId, index);
        } catch (FormatException | UntrustedException e) {
            throw new AdminException(
                    Reason.UNTRUSTED, "the index of " + market.url() + " is refused: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new AdminException(
                    Reason.STORAGE, seenFile() + " cannot be written (" + DurableFiles.reason(e) + ")", e);
        }
    }

    private Seen seen() throws FormatException {
        try {
            return Json.read(Files.readString(seenFile()), Seen.class);
        } catch (NoSuchFileException e) {
            return new Seen("", 0);
        } catch (IOException e) {
            throw new FormatException(seenFile() + " cannot be read (" + DurableFiles.reason(e) + ")", e);
        }
    }

    private Path seenFile() {
        return home.trust().resolve("seen.json");
    }

    private synchronized HttpClient client() {
        if (client.isEmpty()) {
            client = Optional.of(
                    HttpClient.newBuilder().connectTimeout(CONNECT_LIMIT).build());
        }
        return client.get();
    }
}
