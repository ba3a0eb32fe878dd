// SPDX-License-Identifier: Apache-2.0
package dev.tenon.admin;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What the operator can set, and what is set. Each PID has a file {@code <home>/config/<pid>.json}; a file that is wrong
 * touches nothing but its own PID. Thread-safe.
 */
@ProviderType
public interface Settings {
    /** Where the values in force come from. */
    enum Source {
        /** From the metatype: there is no file. */
        DEFAULT,
        /** From the file. */
        FILE,
        /** From the last file that was right: the present one is wrong. */
        LAST_GOOD,
        /** From the metatype: the file is wrong, and none before it was right. */
        DEFAULT_DESPITE_FILE,
        /** Nobody here reads the file. */
        UNREAD
    }

    /**
     * One setting.
     *
     * @param key as it stands in the file
     * @param type of one value, in lower case ({@code integer})
     * @param list whether it has any number of values
     * @param values in force; none for a list that is empty or a value that must be set and is not; never a secret's
     * @param defaults what holds if it is not set
     * @param unit of a value; empty if the author states none
     * @param range allowed values in words; empty if any
     * @param options the only values allowed; empty if any
     * @param name for people
     * @param meaning one sentence
     * @param set whether the value comes from a file
     * @param secret whether values are kept from view
     */
    record Setting(
            String key,
            String type,
            boolean list,
            List<String> values,
            List<String> defaults,
            String unit,
            String range,
            List<String> options,
            String name,
            String meaning,
            boolean set,
            boolean secret) {
        /** Copies. */
        public Setting {
            values = List.copyOf(values);
            defaults = List.copyOf(defaults);
            options = List.copyOf(options);
        }
    }

    /**
     * The settings under one PID.
     *
     * @param pid of the configuration; {@code factoryPid~name} for one of several
     * @param plugin symbolic name of the bundle that reads them; empty if nobody does
     * @param shortName what the operator may type for the bundle
     * @param name for people
     * @param file where they are set; it may not be there
     * @param source where the values in force come from
     * @param problem what is wrong with the file; empty if nothing is
     * @param sha256 of the file in force; empty if the defaults are
     * @param settings in the order of the metatype
     */
    record Configuration(
            String pid,
            String plugin,
            String shortName,
            String name,
            String file,
            Source source,
            String problem,
            String sha256,
            List<Setting> settings) {
        /** Copies. */
        public Configuration {
            settings = List.copyOf(settings);
        }
    }

    /**
     * Lists everything that can be set, and every file that nobody reads.
     *
     * @return sorted by PID; immutable snapshot
     */
    List<Configuration> all();

    /**
     * Lists what one bundle reads, or one PID.
     *
     * @param name a PID, a bundle's symbolic name, or the last parts of one where they are unique
     * @return sorted by PID, at least one; immutable snapshot
     * @throws AdminException if nothing bears that name, or it is ambiguous
     */
    List<Configuration> find(String name);

    /**
     * Starts to set one setting, as a job. The new value is tried first: if what reads it does not come back fit to
     * serve, the old value is put back, the file never changes and the job fails with the reason.
     *
     * @param name as for {@link #find}; a new name of a factory PID makes a configuration
     * @param key the setting
     * @param values one, or any number for a list
     * @return the job, queued behind those before it
     * @throws AdminException if there is no such setting or the values cannot be its; nothing was begun
     */
    Job set(String name, String key, List<String> values);

    /**
     * Starts to put one setting, or all under a PID, back to the default, as a job, tried as in {@link #set}.
     *
     * @param name as for {@link #find}
     * @param key the setting, also one that nobody knows; empty for all
     * @return the job, queued behind those before it
     * @throws AdminException if nothing bears that name, or there is nothing to put back; nothing was begun
     */
    Job unset(String name, String key);

    /**
     * Starts to read all files anew, as a job, for those who edit them by hand. A file that is wrong leaves in force
     * what was; the job then fails and names it.
     *
     * @return the job, queued behind those before it
     */
    Job reload();
}
