// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.platform;

import dev.tenon.api.model.InstalledModel;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The models that are installed. Thread-safe; returns at once. */
@ProviderType
public interface Models {
    /**
     * Lists all.
     *
     * @return sorted by id; immutable snapshot
     */
    List<InstalledModel> all();

    /**
     * Lists the models of one task.
     *
     * @param task as in {@link dev.tenon.api.model.ModelDescriptor#task()}
     * @return the newest installed first; immutable snapshot
     */
    List<InstalledModel> forTask(String task);

    /**
     * Finds one.
     *
     * @param id its id
     * @return empty if it is not installed
     */
    Optional<InstalledModel> find(String id);
}
