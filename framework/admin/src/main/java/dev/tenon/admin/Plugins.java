// SPDX-License-Identifier: Apache-2.0
package dev.tenon.admin;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Installs, updates and removes plugins. Thread-safe. */
@ProviderType
public interface Plugins {
    /**
     * Lists what runs.
     *
     * @return sorted by id; immutable snapshot
     */
    List<InstalledPlugin> installed();

    /**
     * Lists the plugins in use that require a model which, of all that is here, only one is.
     *
     * @param model its id
     * @return those whose requirement nothing would meet without it; immutable, empty if there is no such model
     */
    List<InstalledPlugin> needing(String model);

    /**
     * Says who uses a plugin now.
     *
     * @param id the plugin's id
     * @return a snapshot, empty for a plugin that nobody uses or that is not there
     */
    PluginUse use(String id);

    /**
     * Lists what the marketplace offers, from the last verified index.
     *
     * @param words to look for in id, name, summary and examples; empty lists everything
     * @return best first; immutable
     * @throws AdminException if no marketplace is set up, it cannot be reached and nothing was fetched before, or its
     *     index fails verification
     */
    List<OfferedPlugin> offered(String words);

    /**
     * Resolves a change against everything installed, without changing anything. Blocks while the marketplace's index
     * is refreshed, seconds at most.
     *
     * @param change what is wanted
     * @return what it would do
     * @throws AdminException if it cannot be done; the message names what is missing and who asked for it, or says that
     *     no solution was found within the time that a search may take
     */
    Plan plan(Change change);

    /**
     * Starts a change as a job and returns at once. The plan is made anew inside the job. The job is refused, with the
     * list, if a release takes the place of another and asks for permissions that the operator granted neither to that
     * one nor by this change, or comes from another publisher and the change does not accept it.
     *
     * @param change what is wanted
     * @return the job, queued behind those before it
     */
    Job apply(Change change);
}
