// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.admin.Change;
import dev.tenon.admin.Plan;
import dev.tenon.catalog.format.Release;
import dev.tenon.generation.Generation;
import dev.tenon.generation.Member;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.osgi.framework.wiring.BundleRevision;

/**
 * A resolved change, ready to be staged.
 *
 * @param change what was asked
 * @param additions bundles to be added
 * @param removals members to be taken away
 * @param target what the next generation will hold, where additions and removals do not say all
 */
record Draft(Change change, List<Addition> additions, List<Member> removals, Optional<Target> target) {
    Draft {
        additions = List.copyOf(additions);
        removals = List.copyOf(removals);
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
                        .map(revision -> new Addition(
                                addition.member(),
                                Planner.permissions(revision),
                                addition.source(),
                                addition.signedBy()))
                        .orElse(addition))
                .toList();
        return new Draft(change, known, removals, target);
    }

    /** Returns what the generation after this change will hold. */
    Target after(Generation before) {
        return target.orElseGet(() -> Target.of(before, this));
    }

    /**
     * A bundle to be added.
     *
     * @param member as it will stand in the generation
     * @param permissions declared by the release
     * @param source where to fetch it, empty if its content is here
     * @param signedBy who vouches for it
     */
    record Addition(Member member, List<String> permissions, Optional<URI> source, String signedBy) {
        static Addition of(Release release, URI market, String keyId) {
            Member member = new Member(
                    release.id(), release.version(), release.sha256(), release.bytes(), Member.Origin.MARKETPLACE, "");
            URI source = URI.create(market + "/blobs/sha256/" + release.sha256());
            return new Addition(
                    member, release.permissions(), Optional.of(source), "marketplace " + market + ", key " + keyId);
        }
    }

    /** Returns the change as an operator reads it. */
    Plan plan(Map<String, Boolean> contentIsHere) {
        List<Plan.Line> lines = new ArrayList<>();
        long bytes = 0;
        for (Addition addition : additions) {
            Member member = addition.member();
            String from = removals.stream()
                    .filter(removed -> removed.symbolicName().equals(member.symbolicName()))
                    .map(Member::version)
                    .findFirst()
                    .orElse("");
            String signedBy = addition.signedBy() + (Rehearsal.isDue(member) ? "; it will be rehearsed first" : "");
            lines.add(new Plan.Line(member.symbolicName(), from, member.version(), addition.permissions(), signedBy));
            if (!contentIsHere.getOrDefault(member.sha256(), false)) {
                bytes += member.bytes();
            }
        }
        for (Member removed : removals) {
            if (additions.stream().noneMatch(a -> a.member().symbolicName().equals(removed.symbolicName()))) {
                lines.add(new Plan.Line(removed.symbolicName(), removed.version(), "", List.of(), ""));
            }
        }
        return new Plan(change, lines, bytes, notes());
    }

    private List<String> notes() {
        return switch (change.action()) {
            case ROLLBACK ->
                List.of(
                        "Generation " + change.plugin() + " comes back as a new one, with its settings.",
                        "A plugin whose release changes gets back the data that this release left; what the other one"
                                + " wrote since stays in its own copy.");
            default -> List.of();
        };
    }

    /** Returns one line for the history: {@code update org.example.tides 1.0.0 to 1.1.0}. */
    String reason() {
        String action = change.action().name().toLowerCase(Locale.ROOT);
        String changes = plan(Map.of()).lines().stream()
                .map(line -> line.id() + versions(line))
                .collect(Collectors.joining(", "));
        return switch (change.action()) {
            case INSTALL, UPDATE, REMOVE -> action + " " + changes;
            case ROLLBACK -> "rollback to " + change.plugin() + (changes.isEmpty() ? "" : ": " + changes);
            default ->
                action + " " + change.plugin()
                        + (change.versions().isEmpty() ? "" : " " + change.versions())
                        + (changes.isEmpty() ? "" : ": " + changes);
        };
    }

    private static String versions(Plan.Line line) {
        boolean both = !line.from().isEmpty() && !line.to().isEmpty();
        return " " + line.from() + (both ? " to " : "") + line.to();
    }

    /** Returns what an operator reads once it is done. */
    String result() {
        String changes = changes();
        return switch (change.action()) {
            case INSTALL, UPDATE, REMOVE -> changes;
            case ROLLBACK ->
                "back at what generation " + change.plugin() + " ran" + (changes.isEmpty() ? "" : ": " + changes);
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
        return plan(Map.of()).lines().stream()
                .map(line -> line.to().isEmpty()
                        ? line.id() + " " + line.from() + " is removed"
                        : line.id() + " " + line.to() + " is installed"
                                + (line.from().isEmpty() ? "" : " in place of " + line.from()))
                .collect(Collectors.joining("; "));
    }
}
