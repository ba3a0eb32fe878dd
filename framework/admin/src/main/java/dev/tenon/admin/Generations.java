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
     * @param plugins id and version of each plugin that the operator added; those of the distribution are left out
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
}
