// SPDX-License-Identifier: Apache-2.0
package dev.tenon.host;

import dev.tenon.generation.BootSet;
import dev.tenon.generation.ContentStore;
import dev.tenon.generation.DeathJudge;
import dev.tenon.generation.Generation;
import dev.tenon.generation.GenerationStore;
import dev.tenon.generation.Home;
import dev.tenon.generation.Lives;
import dev.tenon.generation.Member;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps {@link Lives} and acts on them: after the death of a host, the generation that is to blame gives way to a new
 * one that equals an earlier one. A home whose book cannot be kept is served all the same.
 */
final class LifeBook {
    private static final Logger LOG = LoggerFactory.getLogger(LifeBook.class);

    private final Home home;
    private final GenerationStore generations;
    private Lives lives = Lives.NONE;

    LifeBook(Home home, GenerationStore generations) {
        this.home = home;
        this.generations = generations;
    }

    /**
     * Reads the book at the start of a host, and undoes the current generation if hosts died of it.
     *
     * @param died why the host before this one died, in words; empty if it did not
     * @return what was undone, in a sentence
     */
    Optional<String> open(String died, BootSet boot, Instant now) throws IOException {
        try {
            lives = Lives.read(home);
        } catch (IOException e) {
            LOG.warn("What is known of earlier hosts cannot be read", e);
        }
        Optional<Generation> current = generations.current();
        if (current.isEmpty()) {
            return Optional.empty();
        }
        lives = lives.after(current.get());
        if (died.isEmpty()) {
            return Optional.empty();
        }
        lives = lives.died(current.get(), now, died);
        keep();
        LOG.error(
                "The host before this one died ({}) on generation {}",
                died,
                current.get().number());
        Optional<Generation> earlier =
                new DeathJudge(lives, now).comesBack(current.get(), generations.history(), this::isWhole);
        return earlier.isPresent()
                ? Optional.of(bringBack(earlier.get(), current.get(), died, boot, now))
                : Optional.empty();
    }

    private String bringBack(Generation earlier, Generation blamed, String died, BootSet boot, Instant now)
            throws IOException {
        List<Member> members = boot.under(earlier.members(), Host.VERSIONS);
        Generation undo = generations.commit(
                "undo of " + blamed.number() + ": the host died while it ran (" + died + ")",
                members,
                earlier.pluginsBack(blamed, members),
                earlier.configurations());
        generations.restoreSettings();
        lives = lives.undid(blamed, undo, now, died);
        keep();
        String what = "generation " + undo.number() + " is what " + earlier.number() + " was, and " + blamed.number()
                + " (" + blamed.reason() + ") is undone";
        LOG.info("Hosts died of generation {}: {}", blamed.number(), what);
        return what;
    }

    private boolean isWhole(Generation generation) {
        ContentStore content = new ContentStore(home);
        return generation.members().stream()
                .allMatch(member -> member.origin() == Member.Origin.DISTRIBUTION || content.has(member.sha256()));
    }

    /** Notes which generation is about to run. */
    void starts(Generation generation, Instant now) {
        lives = lives.starting(generation, now);
        keep();
    }

    /** Notes that it serves. */
    void serves(Instant now) {
        lives = lives.ready(now);
        keep();
    }

    private void keep() {
        try {
            lives.write(home);
        } catch (IOException e) {
            LOG.warn("What is known of this host cannot be kept", e);
        }
    }
}
