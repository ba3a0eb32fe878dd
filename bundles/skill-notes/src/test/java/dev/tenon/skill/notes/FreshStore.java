// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.notes;

import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.Skill;
import dev.tenon.api.skill.SkillContext;
import dev.tenon.api.skill.SkillDescriptor;
import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.SkillResult;
import dev.tenon.api.skill.Understanding;
import dev.tenon.api.skill.Utterance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A skill whose every call finds a store of its own with the same notes: the contract asks that equal calls give equal
 * answers, which a skill that keeps things does only from equal beginnings.
 */
final class FreshStore implements Skill {
    static final Instant THEN = Instant.parse("2026-01-14T08:00:00Z");

    private final Path home;
    private final List<String> notes;
    private final Function<NoteStore, Skill> maker;
    private final Skill described;

    FreshStore(Path home, List<String> notes, Function<NoteStore, Skill> maker) {
        this.home = home;
        this.notes = notes;
        this.maker = maker;
        described = maker.apply(new NoteStore(() -> home));
    }

    @Override
    public SkillDescriptor descriptor() {
        return described.descriptor();
    }

    @Override
    public Optional<Understanding> understand(Utterance utterance) {
        return described.understand(utterance);
    }

    @Override
    public SkillResult invoke(Arguments arguments, SkillContext context) throws SkillException {
        try {
            Path folder = Files.createTempDirectory(home, "store");
            return maker.apply(filled(folder, notes)).invoke(arguments, context);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static NoteStore filled(Path folder, List<String> notes) {
        NoteStore store = new NoteStore(() -> folder);
        try {
            for (String note : notes) {
                store.add(note, THEN);
            }
        } catch (StoreException e) {
            throw new AssertionError(e);
        }
        return store;
    }
}
