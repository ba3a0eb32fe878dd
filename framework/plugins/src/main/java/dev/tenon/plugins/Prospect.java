// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.admin.AdminException;
import dev.tenon.admin.AdminException.Reason;
import dev.tenon.admin.Change;
import dev.tenon.admin.Plan;
import dev.tenon.admin.Plan.Data;
import dev.tenon.admin.Plan.Data.Fate;
import dev.tenon.generation.DataFolders;
import dev.tenon.generation.Generation;
import dev.tenon.generation.Member;
import dev.tenon.generation.PluginEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells what a draft would do, as an operator reads it before. */
final class Prospect {
    private final Platform platform;
    private final DataFolders data;
    private final Consent consent;
    private final Neighbours neighbours;

    Prospect(Platform platform, DataFolders data, Consent consent) {
        this.platform = platform;
        this.data = data;
        this.consent = consent;
        neighbours = new Neighbours(platform);
    }

    Plan plan(Draft draft) {
        List<Plan.Line> lines = new ArrayList<>();
        draft.steps().forEach(step -> lines.add(line(draft, step)));
        long bytes =
                lines.stream().mapToLong(line -> line.source().bytesToFetch()).sum();
        return new Plan(
                draft.change(), lines, bytes, notes(draft), neighbours.touched(draft), neighbours.restart(draft));
    }

    /** Refuses what cannot be done while Tenon runs. */
    void checkLive(Draft draft) {
        String why = neighbours.restart(draft);
        if (!why.isEmpty()) {
            throw new AdminException(
                    Reason.RESTART, why + ": nothing was changed; it comes with the next release of Tenon");
        }
    }

    private Plan.Line line(Draft draft, Draft.Step step) {
        Optional<Draft.Addition> addition = step.addition();
        return new Plan.Line(
                step.id(),
                step.from(),
                step.to(),
                addition.map(Draft.Addition::permissions).orElse(List.of()),
                addition.map(added -> added.voucher().words()).orElse(""),
                consent.beyond(draft, step),
                addition.map(this::source).orElse(Plan.Source.UNKNOWN),
                data(draft, step),
                addition.map(Draft.Addition::member).map(Rehearsal::isDue).orElse(false)
                        && !draft.after(platform.current()).plugin(step.id()).disabled(),
                consent.newPublisher(draft, step));
    }

    private Plan.Source source(Draft.Addition addition) {
        Member member = addition.member();
        boolean here = addition.source().isEmpty() || platform.content().has(member.sha256());
        return new Plan.Source(
                member.sha256(),
                addition.voucher().publisher(),
                addition.voucher().keyId(),
                member.unsigned(),
                here ? 0 : member.bytes());
    }

    private Data data(Draft draft, Draft.Step step) {
        Generation before = platform.current();
        PluginEntry old = before.plugin(step.id());
        if (draft.change().action() == Change.Action.ROLLBACK && step.addition().isPresent()) {
            PluginEntry back = draft.after(before).plugin(step.id());
            return back.dataCopy() == old.dataCopy()
                    ? Data.NONE
                    : new Data(Fate.RETURNED, old.dataVersion(), back.dataVersion());
        }
        if (data.isEmpty(step.id(), old.dataCopy())) {
            return Data.NONE;
        }
        int to = step.addition().map(Draft.Addition::dataVersion).orElse(old.dataVersion());
        Fate fate = step.addition().isPresent()
                ? (to == old.dataVersion() ? Fate.COPIED : Fate.MIGRATED)
                : draft.change().options().contains(Change.Option.PURGE) ? Fate.DELETED : Fate.KEPT;
        return new Data(fate, old.dataVersion(), to);
    }

    private static List<String> notes(Draft draft) {
        Change change = draft.change();
        return switch (change.action()) {
            case ROLLBACK ->
                Stream.concat(
                                Stream.of(
                                        "Generation " + change.plugin()
                                                + " comes back as a new one, with its settings.",
                                        "A plugin whose release changes gets back the data that this release left; what"
                                                + " the other one wrote since stays in its own copy."),
                                draft.notes().stream().map(mark -> mark + "."))
                        .toList();
            default -> draft.notes();
        };
    }
}
