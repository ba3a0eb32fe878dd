// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.timer;

import dev.tenon.api.platform.DataFolder;
import dev.tenon.api.platform.Notices;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The timers that run. Immediate: what was started before a restart must ring though nobody asks for a timer. */
@Component(service = Timers.class, immediate = true)
public final class Timers {
    static final int MAX = 100;
    private static final Duration AGAIN = Duration.ofSeconds(2);
    private static final Logger LOG = LoggerFactory.getLogger(Timers.class);

    private final TimerFile file;
    private final Notices notices;
    private final Clock clock;
    private final Bell bell;
    private Optional<List<Timer>> known = Optional.empty();

    /**
     * Goes on with the timers that ran before.
     *
     * @param folder keeps them
     * @param notices is told when one ends
     */
    @Activate
    public Timers(@Reference DataFolder folder, @Reference Notices notices) {
        this(folder, notices, Clock.systemUTC());
    }

    Timers(DataFolder folder, Notices notices, Clock clock) {
        file = new TimerFile(folder);
        this.notices = notices;
        this.clock = clock;
        try {
            running();
        } catch (StoreException e) {
            LOG.error("The timers of this home do not ring: {}", e.problem().text(false), e);
        }
        bell = new Bell(this::ring);
    }

    /** Ends the thread. What runs stays in the file. */
    @Deactivate
    public void close() {
        bell.close();
    }

    /** Starts a timer; when this returns it survives a crash. */
    Timer start(Optional<String> name, Duration length, Instant now, Locale language) throws StoreException {
        Timer timer;
        synchronized (this) {
            List<Timer> timers = new ArrayList<>(running());
            if (timers.size() >= MAX) {
                throw new StoreException(Problem.TOO_MANY);
            }
            long number = 1 + timers.stream().mapToLong(Timer::number).max().orElse(0);
            timer = new Timer(number, name, length, now.plus(length), language);
            timers.add(timer);
            save(timers);
        }
        bell.wake();
        return timer;
    }

    /** Lists what runs, the next to ring first. A damaged file is looked at again each time: it may have been repaired. */
    synchronized List<Timer> running() throws StoreException {
        if (known.isEmpty()) {
            known = Optional.of(file.read());
        }
        return known.get().stream()
                .sorted(Comparator.comparing(Timer::ends).thenComparing(Timer::number))
                .toList();
    }

    /** Cancels timers; those that have rung meanwhile do not matter. */
    synchronized void cancel(List<Timer> cancelled) throws StoreException {
        save(without(running(), cancelled));
    }

    private void save(List<Timer> timers) throws StoreException {
        file.write(timers);
        known = Optional.of(List.copyOf(timers));
    }

    private static List<Timer> without(List<Timer> timers, List<Timer> gone) {
        Set<Timer> set = gone.stream().collect(Collectors.toSet());
        return timers.stream().filter(timer -> !set.contains(timer)).toList();
    }

    /** Rings before it forgets: a crash in between makes a timer ring twice, never not at all. */
    private Optional<Duration> ring() {
        if (isUnread()) {
            return Optional.of(AGAIN);
        }
        Instant now = clock.instant();
        List<Timer> due = loaded().stream().filter(timer -> timer.isOver(now)).toList();
        for (Timer timer : due) {
            notices.post(Wording.rings(timer, now));
        }
        if (!due.isEmpty()) {
            forget(due);
        }
        return loaded().stream()
                .map(Timer::ends)
                .min(Comparator.naturalOrder())
                .map(ends -> Duration.between(clock.instant(), ends));
    }

    private synchronized List<Timer> loaded() {
        return known.orElse(List.of());
    }

    /** Looks again at a file that could not be read: it may have been repaired. The log has its complaint already. */
    private synchronized boolean isUnread() {
        try {
            running();
            return false;
        } catch (StoreException e) {
            LOG.debug("Still unreadable", e);
            return true;
        }
    }

    private synchronized void forget(List<Timer> rung) {
        List<Timer> rest = without(loaded(), rung);
        known = Optional.of(rest);
        try {
            file.write(rest);
        } catch (StoreException e) {
            LOG.error("Timers that have rung cannot be taken off the file; after a restart they ring again", e);
        }
    }
}
