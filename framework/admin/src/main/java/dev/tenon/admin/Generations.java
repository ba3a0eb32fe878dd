// SPDX-License-Identifier: Apache-2.0
package dev.tenon.admin;

import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** What ran and what runs. Thread-safe. */
@ProviderType
public interface Generations {
    /**
     * One generation.
     *
     * @param number counts up from 1
     * @param created when it was committed
     * @param reason what led to it ({@code install dev.tenon.skill.units 1.0.0})
     * @param plugins id and version of each plugin that the operator added, and whether it is unsigned; those of the
     *     distribution are left out
     * @param current whether it runs now
     */
    record Generation(long number, Instant created, String reason, List<String> plugins, boolean current) {
        /** Copies. */
        public Generation {
            plugins = List.copyOf(plugins);
        }
    }

    /**
     * Lists the generations that are kept.
     *
     * @return newest first
     */
    List<Generation> history();

    /**
     * How one generation differs from another.
     *
     * @param from the one
     * @param to the other
     * @param lines one per bundle that differs, sorted by id
     * @param settings PIDs whose kept settings differ, sorted
     */
    record Difference(long from, long to, List<Line> lines, List<String> settings) {
        /** Copies. */
        public Difference {
            lines = List.copyOf(lines);
            settings = List.copyOf(settings);
        }

        /**
         * One bundle that differs.
         *
         * @param id its Bundle-SymbolicName
         * @param from version in the one, empty if it is not there
         * @param to version in the other, empty if it is not there
         * @param notes what else differs: digest, marks, data, grants
         */
        public record Line(String id, String from, String to, List<String> notes) {
            /** Copies. */
            public Line {
                notes = List.copyOf(notes);
            }
        }
    }

    /**
     * Compares two generations.
     *
     * @param from number of the one
     * @param to number of the other
     * @return how {@code to} differs from {@code from}
     * @throws AdminException if one of them is not kept or cannot be read
     */
    Difference difference(long from, long to);

    /**
     * Which plugins run, exactly, so that another Tenon can be given the same.
     *
     * @param format 1
     * @param plugins sorted by id
     */
    record Lock(int format, List<Plugin> plugins) {
        /** Copies. */
        public Lock {
            plugins = List.copyOf(plugins);
        }

        /**
         * One plugin.
         *
         * @param id Bundle-SymbolicName
         * @param version three numbers
         * @param sha256 of the bundle
         * @param bytes size of the bundle
         * @param source {@code distribution}, {@code file}, or the marketplace's address
         */
        public record Plugin(String id, String version, String sha256, long bytes, String source) {}
    }

    /**
     * Names the plugins that run.
     *
     * @return of the current generation
     */
    Lock lock();
}
