// SPDX-License-Identifier: Apache-2.0
package dev.tenon.assistant;

import dev.tenon.api.skill.Skill;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.osgi.framework.Version;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The skills that are here now. While two versions of a plugin are here, the newer one answers. Thread-safe. */
final class SkillBook {
    private static final Logger LOG = LoggerFactory.getLogger(SkillBook.class);

    /** A skill that cannot describe itself so often is left out. */
    private static final int TRIES = 3;

    /**
     * How long a skill counts as one without a grammar that did not understand its own examples. It may have been
     * asked before it had read what it answers from.
     */
    private static final long ASKED_AGAIN_NANOS = 5_000_000_000L;

    private final Map<Long, Entry> entries = new ConcurrentHashMap<>();
    private final LongSupplier nanoTime;

    SkillBook() {
        this(System::nanoTime);
    }

    SkillBook(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** A skill's service; what the skill says of itself is asked when it is first needed. */
    private static final class Entry {
        private final String pluginId;
        private final Version version;
        private final long serviceId;
        private final Skill skill;
        private volatile Optional<Installed> described = Optional.empty();
        private volatile long askedNanos;
        private final AtomicInteger failures = new AtomicInteger();

        private Entry(String pluginId, Version version, long serviceId, Skill skill) {
            this.pluginId = pluginId;
            this.version = version;
            this.serviceId = serviceId;
            this.skill = skill;
        }
    }

    /**
     * Adds a skill and begins to get acquainted at once: classes that are loaded for the first time would make the
     * first asker wait.
     */
    void add(String pluginId, Version version, long serviceId, Skill skill, Guard guard) {
        Entry entry = new Entry(pluginId, version, serviceId, skill);
        entries.put(serviceId, entry);
        try {
            guard.begin(skill, () -> {
                ask(entry);
                return entry;
            });
        } catch (ForeignFailure e) {
            LOG.debug("{} came when the assistant was stopping", pluginId, e);
        }
    }

    void remove(long serviceId) {
        entries.remove(serviceId);
    }

    boolean holds(Skill skill) {
        return entries.values().stream().anyMatch(entry -> entry.skill == skill);
    }

    Optional<Installed> find(String id, Guard guard) throws ForeignFailure {
        return skills(guard).stream().filter(skill -> skill.id().equals(id)).findFirst();
    }

    /** Lists them, the newest version of each, sorted by id. */
    List<Installed> skills(Guard guard) throws ForeignFailure {
        List<Entry> newestFirst = new ArrayList<>(entries.values());
        newestFirst.sort(Comparator.comparing((Entry entry) -> entry.version)
                .reversed()
                .thenComparing(entry -> entry.serviceId));
        Map<String, Version> newest = new HashMap<>();
        newestFirst.forEach(entry -> newest.putIfAbsent(entry.pluginId, entry.version));
        Map<String, Installed> byId = new HashMap<>();
        for (Entry entry : newestFirst) {
            if (entry.version.equals(newest.get(entry.pluginId))) {
                describe(entry, guard).ifPresent(installed -> byId.putIfAbsent(installed.id(), installed));
            }
        }
        return byId.values().stream()
                .sorted(Comparator.comparing(Installed::id))
                .toList();
    }

    private Optional<Installed> describe(Entry entry, Guard guard) throws ForeignFailure {
        if (isToAsk(entry) && entry.failures.get() < TRIES) {
            try {
                guard.call(entry.skill, Guard.LOOK, () -> ask(entry));
            } catch (ForeignFailure e) {
                if (!e.isThePlugins()) {
                    throw e;
                }
                entry.failures.incrementAndGet();
                LOG.warn("A skill of {} was asked to describe itself and {}", entry.pluginId, e.getMessage(), e);
            }
        }
        return entry.described;
    }

    private boolean isToAsk(Entry entry) {
        return entry.described
                .map(installed ->
                        !installed.knowsItsGrammar() && nanoTime.getAsLong() - entry.askedNanos > ASKED_AGAIN_NANOS)
                .orElse(true);
    }

    private Installed ask(Entry entry) {
        Installed installed = Installed.of(entry.pluginId, entry.version, entry.skill);
        entry.askedNanos = nanoTime.getAsLong();
        entry.described = Optional.of(installed);
        return installed;
    }
}
