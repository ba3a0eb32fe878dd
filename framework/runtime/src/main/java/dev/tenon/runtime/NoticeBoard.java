// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** What plugins told the operator unasked. The last {@value #KEPT} notices are kept in memory. Thread-safe. */
@ProviderType
public interface NoticeBoard {
    /** How many notices are kept. */
    int KEPT = 100;

    /**
     * One notice.
     *
     * @param id positive; each notice has a greater one than those before it, also after a restart of the host
     * @param at when it was posted
     * @param plugin the sender's id
     * @param text one or two sentences, at most 500 characters and an ellipsis; never blank
     */
    record Notice(long id, Instant at, String plugin, String text) {}

    /**
     * Returns what was posted after a notice. Waits until there is something to return, the patience is over or the
     * board is taken down.
     *
     * @param id of the last notice that is known already, 0 for none
     * @param patience how long to wait at most; zero to return at once
     * @return oldest first; immutable; empty if there is nothing newer
     * @throws InterruptedException if the waiting thread is interrupted
     */
    List<Notice> since(long id, Duration patience) throws InterruptedException;
}
