// SPDX-License-Identifier: Apache-2.0
package dev.tenon.assistant;

import dev.tenon.api.skill.Understanding;
import dev.tenon.api.skill.Utterance;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks every skill what it makes of a request, one after the other on one thread; whoever dawdles is left out. */
final class Reading {
    private static final Logger LOG = LoggerFactory.getLogger(Reading.class);
    private static final Duration ALL = Duration.ofSeconds(2);

    private Reading() {}

    static Map<String, Understanding> of(Utterance utterance, Collection<Installed> skills, Guard guard)
            throws ForeignFailure {
        Map<String, Understanding> understood = new ConcurrentHashMap<>();
        Deque<Installed> left = new ArrayDeque<>(skills);
        while (!left.isEmpty()) {
            AtomicReference<Installed> now = new AtomicReference<>(left.peek());
            List<Installed> batch = List.copyOf(left);
            try {
                guard.call(now.get().skill(), ALL, () -> {
                    for (Installed skill : batch) {
                        now.set(skill);
                        one(utterance, skill).ifPresent(reading -> understood.put(skill.id(), reading));
                    }
                    return true;
                });
                return understood;
            } catch (ForeignFailure e) {
                if (!e.isThePlugins()) {
                    throw e;
                }
                LOG.warn("{} was asked what it understands and {}", now.get().id(), e.getMessage(), e);
                while (!left.isEmpty() && left.poll() != now.get()) {
                    continue;
                }
            }
        }
        return understood;
    }

    private static Optional<Understanding> one(Utterance utterance, Installed skill) {
        Thread.currentThread().setContextClassLoader(skill.skill().getClass().getClassLoader());
        return skill.skill().understand(utterance).filter(reading -> {
            List<String> complaints = skill.schema().complaints(reading.arguments());
            if (!complaints.isEmpty()) {
                LOG.warn("{} understood arguments that do not fit its own schema: {}", skill.id(), complaints);
            }
            return complaints.isEmpty();
        });
    }
}
