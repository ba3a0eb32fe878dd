// SPDX-License-Identifier: Apache-2.0
package dev.tenon.notices;

import dev.tenon.runtime.NoticeBoard;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** Keeps the last notices of all plugins. */
@Component(service = {NoticeBoard.class, NoticeKeeper.class})
public final class NoticeKeeper implements NoticeBoard {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Notice> notices = new ArrayDeque<>();

    /** Begins at the time of day in milliseconds: a reader that outlives the host misses nothing after its restart. */
    private long lastId = System.currentTimeMillis();

    private boolean closed;

    /** Begins with none. */
    @Activate
    public NoticeKeeper() {}

    /** Lets all go that wait. */
    @Deactivate
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void post(String plugin, String text) {
        lock.lock();
        try {
            notices.addLast(new Notice(++lastId, Instant.now(), plugin, text));
            if (notices.size() > KEPT) {
                notices.removeFirst();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<Notice> since(long id, Duration patience) throws InterruptedException {
        long left = TimeUnit.NANOSECONDS.convert(patience);
        lock.lockInterruptibly();
        try {
            while (left > 0
                    && !closed
                    && (notices.isEmpty() || notices.getLast().id() <= id)) {
                left = changed.awaitNanos(left);
            }
            return notices.stream().filter(notice -> notice.id() > id).toList();
        } finally {
            lock.unlock();
        }
    }
}
