// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.admin.AdminException;
import dev.tenon.admin.AdminException.Reason;
import dev.tenon.admin.Jobs.Progress;
import dev.tenon.generation.Member;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the releases of one change, some at once. */
final class Downloads {
    private static final Logger LOG = LoggerFactory.getLogger(Downloads.class);

    /** More at once would only share the line. */
    private static final int AT_ONCE = 4;

    private static final Duration END_LIMIT = Duration.ofSeconds(10);

    private final Fetcher fetcher;

    Downloads(Fetcher fetcher) {
        this.fetcher = fetcher;
    }

    /**
     * Brings several. When one fails the others are broken off.
     *
     * @param wanted what comes from where
     * @param fetched takes the digest of each that came, also when another fails
     * @throws AdminException if one is refused or does not come
     */
    void fetch(Map<Member, URI> wanted, Consumer<String> fetched, Progress progress) {
        wanted.keySet().forEach(member -> progress.step("fetch " + member.symbolicName() + " " + member.version()));
        Transfers transfers = new Transfers(wanted.keySet(), progress);
        Set<String> came = ConcurrentHashMap.newKeySet();
        ExecutorService downloads = Executors.newFixedThreadPool(AT_ONCE, Downloads::thread);
        try {
            CompletionService<Boolean> all = new ExecutorCompletionService<>(downloads);
            wanted.forEach((member, source) -> all.submit(() -> {
                fetcher.fetch(member, source, bytes -> transfers.bytes(member, bytes));
                return came.add(member.sha256());
            }));
            for (int i = 0; i < wanted.size(); i++) {
                all.take().get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AdminException(Reason.UNREACHABLE, "the host is stopping", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AdminException refusal) {
                throw refusal;
            }
            throw new IllegalStateException("a download failed", e.getCause());
        } finally {
            end(downloads);
            came.forEach(fetched);
        }
    }

    /** What is broken off must not come into the store after it was tidied. */
    private static void end(ExecutorService downloads) {
        downloads.shutdownNow();
        boolean interrupted = Thread.interrupted();
        try {
            if (!downloads.awaitTermination(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("A download that was broken off does not end");
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "tenon-fetch");
        thread.setDaemon(true);
        return thread;
    }

    /** How far all downloads are together. */
    private static final class Transfers {
        private final Map<Member, Long> done = new ConcurrentHashMap<>();
        private final long total;
        private final Progress progress;

        Transfers(Set<Member> wanted, Progress progress) {
            total = wanted.stream().mapToLong(Member::bytes).sum();
            this.progress = progress;
        }

        void bytes(Member member, long bytes) {
            done.put(member, bytes);
            progress.bytes(done.values().stream().mapToLong(Long::longValue).sum(), total);
        }
    }
}
