// SPDX-License-Identifier: Apache-2.0
package dev.tenon.host;

import dev.tenon.catalog.format.Json;
import dev.tenon.generation.BootSet;
import dev.tenon.generation.DataFolders;
import dev.tenon.generation.DurableFiles;
import dev.tenon.generation.Generation;
import dev.tenon.generation.GenerationStore;
import dev.tenon.generation.Home;
import dev.tenon.generation.HomeException;
import dev.tenon.generation.HomeLock;
import dev.tenon.generation.Member;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.framework.Version;
import org.osgi.framework.launch.Framework;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running host: a container on a home. Made by {@link #start}; thread-safe after that. Programs that embed a host
 * (tests, benchmarks) use it as {@link Main} does.
 */
public final class Host implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Host.class);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);
    private static final Duration LATE_LIMIT = Duration.ofSeconds(1);
    private static final Duration COURTESY = Duration.ofSeconds(5);

    /** So many plugins beside what the distribution brings start before the host serves; of more, all start while it does. */
    static final int FEW = 100;

    /** The order of Bundle-Versions. */
    static final Comparator<String> VERSIONS = Comparator.comparing(Version::parseVersion);

    private final Home home;
    private final HomeLock lock;
    private final Container container;
    private final String url;
    private final Optional<String> undone;
    private final LateStart late;
    private boolean stopped;

    private Host(Home home, HomeLock lock, Container container, String url, Optional<String> undone, LateStart late) {
        this.undone = undone;
        this.home = home;
        this.lock = lock;
        this.container = container;
        this.url = url;
        this.late = late;
    }

    /**
     * Starts a host and waits until it serves. Blocks, some seconds. Of more than {@value #FEW} plugins it does not wait
     * for those that the distribution can do without: see {@link #awaitStarted}.
     *
     * @param root the home; made if it is not there
     * @param distribution the unpacked distribution
     * @param port on loopback; 0 picks a free one
     * @return the host
     * @throws HomeException if home or distribution cannot be used, another host runs on the home, or the port is taken;
     *     the message is one line for people
     * @throws IOException if a file cannot be read or written
     * @throws InterruptedException if the thread is interrupted while waiting
     */
    public static Host start(Path root, Path distribution, int port) throws IOException, InterruptedException {
        return start(new HostOptions(root, distribution, port, false, "", false, HostOptions.UPGRADE_LIMIT));
    }

    /** As above, with everything that a command line may say. */
    static Host start(HostOptions options) throws IOException, InterruptedException {
        BootSet boot = BootSet.read(options.distribution().resolve("bundles"));
        Home home = Home.open(options.home());
        LogSetup.into(home.log());
        HomeLock lock = HomeLock.take(home);
        Container container = null;
        try {
            checkPort(options.port());
            writeToken(home);
            GenerationStore generations = new GenerationStore(home);
            generations.restoreSettings();
            Upgrade upgrade = new Upgrade(home, generations, boot, options);
            upgrade.settle();
            LifeBook lives = new LifeBook(home, generations);
            Optional<String> undone = lives.open(options.died(), boot, Instant.now());
            container = Container.launch(home, options.distribution(), options.port());
            Generation before = first(generations, boot);
            List<Member> members = boot.under(before.members(), VERSIONS);
            boolean upgrades = !members.equals(before.members());
            Generation generation = upgrades ? upgrade.commit(before, members, container) : before;
            lives.starts(generation, Instant.now());
            tidy(home, generations, generation);
            Set<Member> canWait = upgrades ? Set.of() : canWait(generation, boot);
            LateStart late = canWait.isEmpty()
                    ? LateStart.nothing()
                    : LateStart.announced(container.framework().getBundleContext());
            String url =
                    serve(container, generation, canWait, options, upgrades ? Optional.of(upgrade) : Optional.empty());
            writeHostFile(home, url);
            startLate(late, container, generation, canWait, () -> lives.serves(Instant.now()));
            LOG.info("Generation {} serves at {}", generation.number(), url);
            return new Host(home, lock, container, url, undone, late);
        } catch (IOException | InterruptedException | RuntimeException e) {
            if (container != null) {
                container.stop(CLOSE_LIMIT);
            }
            lock.close();
            throw e;
        }
    }

    private static String serve(
            Container container,
            Generation generation,
            Set<Member> canWait,
            HostOptions options,
            Optional<Upgrade> upgrade)
            throws IOException, InterruptedException {
        if (upgrade.isEmpty()) {
            container.start(generation, member -> !canWait.contains(member), () -> {});
            return container.awaitUrl(options.port());
        }
        return upgrade.get().within(options.upgradeLimit(), () -> {
            container.start(generation, member -> true, () -> {});
            container.checkOurs(generation);
            return container.awaitUrl(options.port());
        });
    }

    /** Returns the plugins without which the host serves: none of ours, none that took the place of one, and not a few. */
    static Set<Member> canWait(Generation generation, BootSet boot) {
        Set<String> brought = boot.members().stream().map(Member::symbolicName).collect(Collectors.toSet());
        Set<Member> others = generation.members().stream()
                .filter(member -> member.origin() != Member.Origin.DISTRIBUTION)
                .filter(member -> !brought.contains(member.symbolicName()))
                .collect(Collectors.toSet());
        return others.size() <= FEW ? Set.of() : others;
    }

    /** A generation is known to serve when all of it has started: a plugin may take the host down with it. */
    private static void startLate(
            LateStart late, Container container, Generation generation, Set<Member> canWait, Runnable whenStarted) {
        if (canWait.isEmpty()) {
            whenStarted.run();
            container.deleteOldCaches();
            return;
        }
        LOG.info("{} plugins start while the host serves", canWait.size());
        late.begin(() -> {
            Courtesy courtesy = new Courtesy(container.framework().getBundleContext(), COURTESY);
            container.start(generation, canWait::contains, courtesy::giveWay);
            container.deleteOldCaches();
            if (!Thread.currentThread().isInterrupted()) {
                whenStarted.run();
                LOG.info("All plugins have started");
            }
        });
    }

    /** Finishes what a crash may have left unfinished, and deletes what nobody needs any more. */
    private static void tidy(Home home, GenerationStore generations, Generation current) {
        DataFolders data = new DataFolders(home);
        try {
            data.settle(current);
            data.collect(generations.collect(Instant.now()), Map.of());
        } catch (IOException e) {
            LOG.warn("Old generations and data were not tidied", e);
        }
    }

    /** Returns the current generation; in a fresh home, what the distribution brings. */
    private static Generation first(GenerationStore store, BootSet boot) throws IOException {
        Optional<Generation> current = store.current();
        return current.isPresent() ? current.get() : store.commit("first start", boot.members());
    }

    /** Tells a taken port from other failures, before anything else is started. */
    private static void checkPort(int port) throws IOException {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
        } catch (BindException e) {
            throw new HomeException(
                    "cannot listen on 127.0.0.1:" + port + " (" + e.getMessage()
                            + "): stop the program that uses the port, or give another with --port N",
                    e);
        }
    }

    private static void writeToken(Home home) throws IOException {
        Path file = home.run().resolve("token");
        if (!Files.exists(file)) {
            byte[] secret = new byte[32];
            new SecureRandom().nextBytes(secret);
            DurableFiles.writeSecret(
                    file, Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
        }
    }

    private static void writeHostFile(Home home, String url) throws IOException {
        String token = Files.readString(home.run().resolve("token")).strip();
        long pid = ProcessHandle.current().pid();
        DurableFiles.writeSecret(
                home.run().resolve("host.json"), Json.write(Map.of("url", url, "token", token, "pid", pid)));
    }

    /**
     * Returns where the host serves.
     *
     * @return {@code http://127.0.0.1:PORT}
     */
    public String url() {
        return url;
    }

    /** Returns what this start undid because hosts died of it, in a sentence. */
    Optional<String> undone() {
        return undone;
    }

    /**
     * Returns the container.
     *
     * @return running until {@link #stop}
     */
    public Framework framework() {
        return container.framework();
    }

    /**
     * Waits until all plugins have started, those that the host serves without included.
     *
     * @param limit how long to wait at most
     * @throws InterruptedException if the thread is interrupted while waiting
     */
    public void awaitStarted(Duration limit) throws InterruptedException {
        late.await(limit);
    }

    /**
     * Waits until somebody stops the host.
     *
     * @throws InterruptedException if the thread is interrupted while waiting
     */
    public void awaitStop() throws InterruptedException {
        container.framework().waitForStop(0);
    }

    /**
     * Stops the host. Calls after the first do nothing.
     *
     * @param limit how long to wait for the bundles
     */
    public synchronized void stop(Duration limit) {
        if (stopped) {
            return;
        }
        stopped = true;
        late.stop();
        container.stop(limit);
        awaitLate(); // nothing of this host may write into the home when another one takes it
        try {
            Files.deleteIfExists(home.run().resolve("host.json"));
            lock.close();
        } catch (IOException e) {
            LOG.warn("The run folder of {} could not be tidied", home.root(), e);
        }
        LOG.info("Stopped");
    }

    private void awaitLate() {
        try {
            late.await(LATE_LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops the host, waiting at most ten seconds. */
    @Override
    public void close() {
        stop(CLOSE_LIMIT);
    }
}
