// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.admin.AdminException;
import dev.tenon.admin.AdminException.Reason;
import dev.tenon.admin.Change;
import dev.tenon.catalog.format.PluginIds;
import dev.tenon.generation.BootSet;
import dev.tenon.generation.Generation;
import dev.tenon.generation.HomeException;
import dev.tenon.generation.Member;
import dev.tenon.generation.Sha256;
import dev.tenon.plugins.Draft.Addition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.Version;

/** Drafts the return to an earlier generation: a change like any other, staged beside what runs, committed anew. */
final class Rollback {
    private final Platform platform;

    Rollback(Platform platform) {
        this.platform = platform;
    }

    /**
     * Drafts it.
     *
     * @throws AdminException if there is no such generation, it runs already, or content of it is gone
     */
    Draft draft(Change change) {
        Generation current = platform.current();
        Generation wanted = wanted(change.plugin().strip(), current);
        List<Member> members = asOf(wanted);
        List<Member> removals = current.members().stream()
                .filter(member -> !members.contains(member))
                .toList();
        List<Addition> additions = new ArrayList<>();
        for (Member member : members) {
            if (!current.members().contains(member)) {
                checkContent(wanted, member);
                List<String> permissions = wanted.plugin(member.symbolicName()).grants();
                String voucher = "whoever did in generation " + wanted.number() + ": its bytes are the same";
                int version = wanted.plugin(member.symbolicName()).dataVersion();
                additions.add(new Addition(
                        member, permissions, version, Optional.empty(), new Draft.Voucher(voucher, "", "")));
            }
        }
        Target target = new Target(members, wanted.pluginsBack(current, members), wanted.configurations());
        if (target.equals(Target.of(current))) {
            throw new AdminException(
                    Reason.NO_CHANGE,
                    current.number() == wanted.number()
                            ? "generation " + current.number() + " is the one that runs: there is nothing to change"
                            : "generation " + current.number() + " runs what " + wanted.number()
                                    + " ran: there is nothing to change");
        }
        return new Draft(named(change, wanted), additions, removals, Optional.of(target), marks(current, target));
    }

    /** Says which of the operator's marks come back or go, of the plugins that are there afterwards. */
    private static List<String> marks(Generation current, Target target) {
        return target.members().stream()
                .map(Member::symbolicName)
                .flatMap(id -> Differences.marks(current.plugin(id), target.plugin(id)).stream()
                        .map(mark -> id + " is " + mark))
                .toList();
    }

    private static Change named(Change change, Generation wanted) {
        return new Change(change.action(), Long.toString(wanted.number()), "", change.options());
    }

    private Generation wanted(String number, Generation current) {
        try {
            if (number.isEmpty()) {
                return platform.generations()
                        .before(current.number())
                        .orElseThrow(() -> new AdminException(
                                Reason.UNKNOWN,
                                "there is no generation before " + current.number() + " to go back to"));
            }
            return platform.generation(number);
        } catch (IOException e) {
            throw platform.storage("the generations cannot be listed", e);
        }
    }

    /**
     * Returns the members that a generation stands for on this distribution: what the operator added then; of the
     * distribution what it brings now, unless a newer release took its place.
     */
    private List<Member> asOf(Generation wanted) {
        try {
            return BootSet.read(platform.distribution().resolve("bundles"))
                    .under(wanted.members(), (a, b) -> Version.parseVersion(a).compareTo(Version.parseVersion(b)));
        } catch (HomeException e) {
            throw new AdminException(Reason.STORAGE, e.getMessage(), e);
        }
    }

    private void checkContent(Generation wanted, Member member) {
        if (member.origin() == Member.Origin.DISTRIBUTION) {
            return;
        }
        String what = "generation " + wanted.number() + " cannot come back: the content of " + member.symbolicName()
                + " " + member.version() + " is ";
        String mend = member.origin() == Member.Origin.FILE
                ? "; install its file again"
                : "; ./tenon plugin install " + PluginIds.shortName(member.symbolicName()) + " --version "
                        + member.version() + " fetches it again";
        if (!platform.content().has(member.sha256())) {
            throw new AdminException(Reason.UNKNOWN, what + "no longer in the store" + mend);
        }
        try {
            if (!Sha256.of(platform.content().path(member.sha256())).equals(member.sha256())) {
                throw new AdminException(Reason.UNTRUSTED, what + "damaged in the store" + mend);
            }
        } catch (IOException e) {
            throw platform.storage(member.symbolicName() + " cannot be read", e);
        }
    }
}
