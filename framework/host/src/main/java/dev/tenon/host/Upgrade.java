// SPDX-License-Identifier: Apache-2.0
package dev.tenon.host;

import dev.tenon.generation.BootSet;
import dev.tenon.generation.Generation;
import dev.tenon.generation.GenerationStore;
import dev.tenon.generation.Home;
import dev.tenon.generation.HomeException;
import dev.tenon.generation.Member;
import dev.tenon.generation.PendingUpgrade;
import dev.tenon.generation.PluginEntry;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * A distribution starts on a home that another one left. What it brings is resolved with all that is installed before
 * anything is written; then it has a time limit to serve, and until it does the old state is one rename away.
 */
final class Upgrade {
    private final GenerationStore generations;
    private final PendingUpgrade pending;
    private final String version;
    private final HostOptions options;

    Upgrade(Home home, GenerationStore generations, BootSet boot, HostOptions options) {
        this.generations = generations;
        this.pending = new PendingUpgrade(home);
        this.version = boot.version();
        this.options = options;
    }

    /**
     * Finishes what an earlier upgrade left behind.
     *
     * @throws HomeException if its host died before it served: trying it again would end the same
     */
    void settle() throws IOException {
        boolean wasPending = pending.isPending();
        pending.takeBack();
        if (wasPending && !options.died().isEmpty()) {
            throw new HomeException("the upgrade " + name() + "is taken back, because its host died before it served ("
                    + options.died() + ")" + AS_BEFORE);
        }
    }

    private static final String AS_BEFORE = ": the home is as it was, start the old distribution on it again";

    private String name() {
        return version.isEmpty() ? "" : "to " + version + " ";
    }

    /**
     * Checks that everything resolves, and commits.
     *
     * @throws HomeException if something does not and nobody accepted to leave it disabled; nothing was written then
     */
    Generation commit(Generation before, List<Member> members, Container container) throws IOException {
        Map<Member, String> unresolved = container.unresolved(members, before);
        List<Member> ours = unresolved.keySet().stream()
                .filter(member -> member.origin() == Member.Origin.DISTRIBUTION)
                .toList();
        if (!ours.isEmpty() || (!unresolved.isEmpty() && !options.accept())) {
            String what = unresolved.entrySet().stream()
                    .filter(entry -> ours.isEmpty() || ours.contains(entry.getKey()))
                    .map(entry ->
                            entry.getKey().symbolicName() + " " + entry.getKey().version() + " " + entry.getValue())
                    .sorted()
                    .collect(Collectors.joining("; "));
            throw new HomeException("the upgrade " + name() + "is refused, the home is as it was: " + what
                    + (ours.isEmpty()
                            ? "; update or remove that first with the old distribution, or leave it disabled: ./tenon"
                                    + " up --accept"
                            : "; unpack Tenon again"));
        }
        Map<String, PluginEntry> plugins = new HashMap<>(before.plugins());
        unresolved.keySet().forEach(member -> {
            PluginEntry entry = before.plugin(member.symbolicName());
            plugins.put(member.symbolicName(), entry.marked(entry.pinned(), entry.held(), true));
        });
        pending.begin(before);
        return generations.commit(
                version.isEmpty() ? "another distribution" : "upgrade to " + version,
                members,
                plugins,
                before.configurations());
    }

    /**
     * Runs the first start of the new distribution, and takes the upgrade back if it fails or takes too long.
     *
     * @throws HomeException if it was taken back
     */
    <T> T within(Duration limit, Callable<T> start) throws IOException, InterruptedException {
        FutureTask<T> task = new FutureTask<>(start);
        Thread thread = new Thread(task, "tenon-upgrade");
        thread.setDaemon(true);
        thread.start();
        try {
            T started = task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            pending.serves();
            return started;
        } catch (TimeoutException e) {
            throw failed("it does not serve within " + limit.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw failed(
                    cause instanceof HomeException ? cause.getMessage() : "it does not start (" + cause + ")", cause);
        }
    }

    private HomeException failed(String why, Throwable cause) throws IOException {
        pending.takeBack();
        return new HomeException("the upgrade " + name() + "is taken back, because " + why + AS_BEFORE, cause);
    }
}
