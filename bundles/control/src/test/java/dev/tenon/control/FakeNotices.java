// SPDX-License-Identifier: Apache-2.0
package dev.tenon.control;

import dev.tenon.runtime.NoticeBoard;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

final class FakeNotices implements NoticeBoard {
    private final List<Notice> notices = new ArrayList<>();

    synchronized long post(String plugin, String text) {
        long id = notices.size() + 1L;
        notices.add(new Notice(id, Instant.now(), plugin, text));
        notifyAll();
        return id;
    }

    @Override
    public synchronized List<Notice> since(long id, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (notices.size() <= id && end - System.nanoTime() > 0) {
            wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
        }
        return notices.stream().filter(notice -> notice.id() > id).toList();
    }
}
