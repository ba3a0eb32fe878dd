// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generation;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Says of a home after a crash whether it holds the old generation or the new, whole, with all that it names. */
public final class HomeJudge implements CrashStates.Judge {
    private final List<String> torn = new java.util.ArrayList<>();
    private final AtomicInteger looked = new AtomicInteger();

    @Override
    public void look(Home home, long acknowledged, long next, String what) throws IOException {
        looked.incrementAndGet();
        String fault = fault(home, acknowledged, next);
        if (!fault.isEmpty()) {
            torn.add(what + ": " + fault);
        }
    }

    private static String fault(Home home, long acknowledged, long next) {
        Generation now;
        try {
            GenerationStore store = new GenerationStore(home);
            store.restoreSettings();
            now = store.current().orElse(null);
        } catch (IOException e) {
            return "it does not open: " + e.getMessage();
        }
        long number = now == null ? 0 : now.number();
        if (number != acknowledged && number != next) {
            return "generation " + number + " runs, not " + acknowledged + " or " + next;
        }
        return now == null ? "" : missing(home, now);
    }

    private static String missing(Home home, Generation now) {
        ContentStore content = new ContentStore(home);
        try {
            for (Member member : now.members()) {
                if (member.origin() != Member.Origin.DISTRIBUTION
                        && !Sha256.of(content.path(member.sha256())).equals(member.sha256())) {
                    return "generation " + now.number() + " names content that is damaged";
                }
            }
            for (String pid : now.configurations().keySet()) {
                String kept = new Configurations(home).read(now, pid).orElseThrow();
                if (!java.nio.file.Files.readString(home.config().resolve(pid + ".json"))
                        .equals(kept)) {
                    return "the setting " + pid + " is not that of generation " + now.number();
                }
            }
            return "";
        } catch (IOException e) {
            return "generation " + now.number() + " names what is not there: " + e.getMessage();
        }
    }

    /**
     * Returns the faults found.
     *
     * @return one sentence each
     */
    public List<String> torn() {
        return torn;
    }

    /**
     * Returns how many states were judged.
     *
     * @return at least 0
     */
    public int looked() {
        return looked.get();
    }
}
