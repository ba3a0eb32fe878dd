// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.admin.Change;
import dev.tenon.catalog.format.Release;
import dev.tenon.generation.Generation;
import dev.tenon.generation.Member;
import dev.tenon.generation.PluginEntry;
import dev.tenon.trust.VerifiedIndex;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.wiring.BundleRevision;

/**
 * A resolved change, ready to be staged.
 *
 * @param change what was asked
 * @param additions bundles to be added
 * @param removals members to be taken away
 * @param target what the next generation will hold, where additions and removals do not say all
 * @param notes what the operator should know of it, one sentence each; of a rollback, which marks change, in clauses
 */
record Draft(
        Change change, List<Addition> additions, List<Member> removals, Optional<Target> target, List<String> notes) {
    Draft {
        additions = List.copyOf(additions);
        removals = List.copyOf(removals);
        notes = List.copyOf(notes);
    }

    Draft(Change change, List<Addition> additions, List<Member> removals, Optional<Target> target) {
        this(change, additions, removals, target, List.of());
    }

    Draft(Change change, List<Addition> additions, List<Member> removals) {
        this(change, additions, removals, Optional.empty());
    }

    /** Returns the same with the permissions that bundles which are here ask for, where none were known. */
    Draft granting(List<BundleRevision> here) {
        List<Addition> known = additions.stream()
                .map(addition -> here.stream()
                        .filter(revision -> addition.permissions().isEmpty()
                                && revision.getSymbolicName()
                                        .equals(addition.member().symbolicName()))
                        .findFirst()
                        .map(revision -> Addition.of(addition.member(), revision, addition.voucher()))
                        .orElse(addition))
                .toList();
        return new Draft(change, known, removals, target, notes);
    }

    /** Returns the same with sentences for the operator. */
    Draft noting(List<String> sentences) {
        return new Draft(change, additions, removals, target, sentences);
    }

    /** Returns what the generation after this change will hold. */
    Target after(Generation before) {
        return target.orElseGet(() -> Target.of(before, this));
    }

    /**
     * Who answers for a bundle's bytes.
     *
     * @param words for people
     * @param publisher the marketplace's name for who published it, empty if it comes from none
     * @param keyId of the key that signed the marketplace's index, empty if it comes from none
     */
    record Voucher(String words, String publisher, String keyId) {
        static final Voucher DISTRIBUTION = new Voucher("nobody: the distribution's own", "", "");
        static final Voucher FILE = new Voucher("nobody: a file of yours", "", "");
    }

    /**
     * A bundle to be added.
     *
     * @param member as it will stand in the generation
     * @param permissions declared by the release
     * @param dataVersion form of its data, declared by the release
     * @param source where to fetch it, empty if its content is here
     * @param voucher who vouches for it
     */
    record Addition(Member member, List<String> permissions, int dataVersion, Optional<URI> source, Voucher voucher) {
        static Addition of(Release release, VerifiedIndex.Snapshot source) {
            URI market = source.market();
            Member member = new Member(
                    release.id(), release.version(), release.sha256(), release.bytes(), Member.Origin.MARKETPLACE, "");
            return new Addition(
                    member,
                    release.permissions(),
                    Manifests.dataVersion(new OfferedResource(release)),
                    Optional.of(URI.create(market + "/blobs/sha256/" + release.sha256())),
                    new Voucher(
                            "marketplace " + market + ", key " + source.keyId(), release.publisher(), source.keyId()));
        }

        /** A bundle that is here. */
        static Addition of(Member member, BundleRevision revision, Voucher voucher) {
            return new Addition(
                    member, Planner.permissions(revision), Manifests.dataVersion(revision), Optional.empty(), voucher);
        }

        /** Returns an entry that says the same, and that this release is granted what it asks for. */
        PluginEntry granted(PluginEntry entry) {
            return entry.granted(member.sha256(), permissions, voucher.publisher(), voucher.keyId());
        }
    }

    /**
     * One plugin that changes.
     *
     * @param addition what comes, empty if it is removed
     * @param removal what goes, empty if it is added
     */
    record Step(Optional<Addition> addition, Optional<Member> removal) {
        String id() {
            return addition.map(Addition::member)
                    .or(() -> removal)
                    .orElseThrow()
                    .symbolicName();
        }

        String from() {
            return removal.map(Member::version).orElse("");
        }

        String to() {
            return addition.map(added -> added.member().version()).orElse("");
        }
    }

    /** Returns what changes: additions with what they replace, then what is only removed. */
    List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        for (Addition addition : additions) {
            steps.add(new Step(Optional.of(addition), removal(addition.member().symbolicName())));
        }
        for (Member removed : removals) {
            if (additions.stream().noneMatch(a -> a.member().symbolicName().equals(removed.symbolicName()))) {
                steps.add(new Step(Optional.empty(), Optional.of(removed)));
            }
        }
        return steps;
    }

    private Optional<Member> removal(String id) {
        return removals.stream()
                .filter(member -> member.symbolicName().equals(id))
                .findFirst();
    }

    /** Returns one line for the history: {@code update org.example.tides 1.0.0 to 1.1.0}. */
    String reason() {
        String action = change.action().name().toLowerCase(Locale.ROOT);
        String changes =
                steps().stream().map(line -> line.id() + versions(line)).collect(Collectors.joining(", "));
        return switch (change.action()) {
            case INSTALL, UPDATE, REMOVE -> action + " " + changes;
            case ROLLBACK -> "rollback to " + change.plugin() + changesAndMarks(changes);
            default ->
                action + " " + change.plugin()
                        + (change.versions().isEmpty() ? "" : " " + change.versions())
                        + (changes.isEmpty() ? "" : ": " + changes);
        };
    }

    private String changesAndMarks(String changes) {
        String all = Stream.concat(Stream.of(changes), notes.stream())
                .filter(each -> !each.isEmpty())
                .collect(Collectors.joining("; "));
        return all.isEmpty() ? "" : ": " + all;
    }

    private static String versions(Step line) {
        boolean both = !line.from().isEmpty() && !line.to().isEmpty();
        return " " + line.from() + (both ? " to " : "") + line.to();
    }

    /** Returns what an operator reads once it is done. */
    String result() {
        String changes = changes();
        return switch (change.action()) {
            case INSTALL, UPDATE, REMOVE -> notes.isEmpty() ? changes : changes + ". " + String.join(" ", notes);
            case ROLLBACK -> "back at what generation " + change.plugin() + " ran" + changesAndMarks(changes);
            case PIN -> change.plugin() + " is pinned to " + change.versions();
            case UNPIN -> change.plugin() + " may be updated to any release";
            case HOLD -> change.plugin() + " is held: it is not updated";
            case UNHOLD -> change.plugin() + " may be updated again";
            case DISABLE -> change.plugin() + " is disabled: it stays installed and does not run";
            case ENABLE -> change.plugin() + " is enabled";
            case IMPORT -> "the plugins are those of " + change.plugin() + (changes.isEmpty() ? "" : ": " + changes);
        };
    }

    private String changes() {
        return steps().stream()
                .map(line -> line.to().isEmpty()
                        ? line.id() + " " + line.from() + " is removed"
                        : line.id() + " " + line.to() + " is installed"
                                + (line.from().isEmpty() ? "" : " in place of " + line.from()))
                .collect(Collectors.joining("; "));
    }
}
