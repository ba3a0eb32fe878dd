// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.admin.Change;
import dev.tenon.admin.Plan;
import dev.tenon.catalog.format.Release;
import dev.tenon.generation.Member;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A resolved change, ready to be staged.
 *
 * @param change what was asked
 * @param additions bundles to be added
 * @param removals members to be taken away
 */
record Draft(Change change, List<Addition> additions, List<Member> removals) {
    Draft {
        additions = List.copyOf(additions);
        removals = List.copyOf(removals);
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

    /** Returns the members after the change: replacements in place of what they replace, new ones at the end. */
    List<Member> membersAfter(List<Member> before) {
        List<Member> after = new ArrayList<>(before);
        for (Addition addition : additions) {
            int at = -1;
            for (int i = 0; i < after.size(); i++) {
                if (removals.contains(after.get(i))
                        && after.get(i).symbolicName().equals(addition.member().symbolicName())) {
                    at = i;
                }
            }
            if (at >= 0) {
                after.set(at, addition.member());
            } else {
                after.add(addition.member());
            }
        }
        after.removeAll(removals);
        return after;
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
        return new Plan(change, lines, bytes);
    }

    /** Returns one line for the history: {@code update org.example.tides 1.0.0 to 1.1.0}. */
    String reason() {
        return plan(Map.of()).lines().stream()
                .map(line -> line.id() + versions(line))
                .collect(Collectors.joining(", ", change.action().name().toLowerCase(Locale.ROOT) + " ", ""));
    }

    private static String versions(Plan.Line line) {
        boolean both = !line.from().isEmpty() && !line.to().isEmpty();
        return " " + line.from() + (both ? " to " : "") + line.to();
    }

    /** Returns what an operator reads once it is done. */
    String result() {
        return plan(Map.of()).lines().stream()
                .map(line -> line.to().isEmpty()
                        ? line.id() + " " + line.from() + " is removed"
                        : line.id() + " " + line.to() + " is installed"
                                + (line.from().isEmpty() ? "" : " in place of " + line.from()))
                .collect(Collectors.joining("; "));
    }
}
