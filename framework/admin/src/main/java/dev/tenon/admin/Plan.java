// SPDX-License-Identifier: Apache-2.0
package dev.tenon.admin;

import java.util.List;

/**
 * What a change would do.
 *
 * @param change what was asked
 * @param lines one per plugin that is added, changed or removed
 * @param bytesToFetch size of the download
 * @param notes what else the operator should know before, one sentence each
 * @param touched running plugins that stay and notice the change
 * @param restart why Tenon must be started again for it, one sentence; empty if it changes while requests are served
 */
public record Plan(
        Change change, List<Line> lines, long bytesToFetch, List<String> notes, List<Touched> touched, String restart) {
    /** Copies. */
    public Plan {
        lines = List.copyOf(lines);
        notes = List.copyOf(notes);
        touched = List.copyOf(touched);
    }

    /**
     * A plan that touches nothing else.
     *
     * @param change what was asked
     * @param lines one per plugin that is added, changed or removed
     * @param bytesToFetch size of the download
     * @param notes what else the operator should know before, one sentence each
     */
    public Plan(Change change, List<Line> lines, long bytesToFetch, List<String> notes) {
        this(change, lines, bytesToFetch, notes, List.of(), "");
    }

    /**
     * A plan that says everything in its lines.
     *
     * @param change what was asked
     * @param lines one per plugin that is added, changed or removed
     * @param bytesToFetch size of the download
     */
    public Plan(Change change, List<Line> lines, long bytesToFetch) {
        this(change, lines, bytesToFetch, List.of());
    }

    /**
     * One plugin of a plan.
     *
     * @param id the plugin's id
     * @param from version that runs now, empty if none
     * @param to version that will run, empty if none
     * @param permissions what the release asks to be allowed: declared, not yet enforced
     * @param signedBy who vouches for it
     * @param newPermissions those of them that the operator did not grant to the release that runs now; empty if none
     *     runs
     * @param source where the release comes from
     * @param data what happens to the plugin's data
     * @param rehearsed whether the release is tried in a process of its own before any of it runs in the host
     * @param newPublisher who published the release and who that one which runs now, in words, if they are not the same;
     *     else empty
     */
    public record Line(
            String id,
            String from,
            String to,
            List<String> permissions,
            String signedBy,
            List<String> newPermissions,
            Source source,
            Data data,
            boolean rehearsed,
            String newPublisher) {
        /** Copies. */
        public Line {
            permissions = List.copyOf(permissions);
            newPermissions = List.copyOf(newPermissions);
        }

        /**
         * A line of a release whose publisher did not change.
         *
         * @param id the plugin's id
         * @param from version that runs now, empty if none
         * @param to version that will run, empty if none
         * @param permissions what the release asks to be allowed: declared, not yet enforced
         * @param signedBy who vouches for it
         * @param newPermissions those of them that the operator did not grant to the release that runs now
         * @param source where the release comes from
         * @param data what happens to the plugin's data
         * @param rehearsed whether the release is tried in a process of its own before any of it runs in the host
         */
        public Line(
                String id,
                String from,
                String to,
                List<String> permissions,
                String signedBy,
                List<String> newPermissions,
                Source source,
                Data data,
                boolean rehearsed) {
            this(id, from, to, permissions, signedBy, newPermissions, source, data, rehearsed, "");
        }

        /**
         * A line of which no more is known.
         *
         * @param id the plugin's id
         * @param from version that runs now, empty if none
         * @param to version that will run, empty if none
         * @param permissions what the release asks to be allowed: declared, not yet enforced
         * @param signedBy who vouches for it
         */
        public Line(String id, String from, String to, List<String> permissions, String signedBy) {
            this(id, from, to, permissions, signedBy, List.of(), Source.UNKNOWN, Data.NONE, false, "");
        }
    }

    /**
     * Where a release comes from.
     *
     * @param sha256 of its jar, by which a {@link Change} accepts its permissions and its publisher; empty if there is no release
     * @param publisher the marketplace's name for whoever published it, empty if it comes from no marketplace
     * @param keyId of the key that signed the marketplace's index, empty if it comes from no marketplace
     * @param unsigned whether nobody vouches for its bytes
     * @param bytesToFetch size of its download, 0 if it is here
     */
    public record Source(String sha256, String publisher, String keyId, boolean unsigned, long bytesToFetch) {
        /** Nothing to say. */
        public static final Source UNKNOWN = new Source("", "", "", false, 0);
    }

    /**
     * What happens to a plugin's data.
     *
     * @param fate of them
     * @param from version of their form now
     * @param to version of their form afterwards
     */
    public record Data(Fate fate, int from, int to) {
        /** There are none, or they stay as they are. */
        public static final Data NONE = new Data(Fate.NONE, 0, 0);

        /** What may happen. */
        public enum Fate {
            /** There are none, or they stay in use as they are. */
            NONE,
            /** The new release works on a copy; the original stays for the old one. */
            COPIED,
            /** The new release's own migration brings a copy into its form; the original stays for the old one. */
            MIGRATED,
            /** Those come back that the release left. */
            RETURNED,
            /** They stay though the plugin goes. */
            KEPT,
            /** They are deleted with the plugin, for ever. */
            DELETED
        }
    }

    /**
     * A running plugin that stays and notices the change.
     *
     * @param id the plugin's id
     * @param version that runs
     * @param of id of the plugin that changes
     * @param through what it uses of that: a namespace, a service or a package
     * @param restarts whether its classes are wired to the old release: it goes on with those until it starts again itself; otherwise
     *     it goes on with the new release
     */
    public record Touched(String id, String version, String of, String through, boolean restarts) {}
}
