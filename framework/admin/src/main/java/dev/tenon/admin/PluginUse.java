// SPDX-License-Identifier: Apache-2.0
package dev.tenon.admin;

import java.util.List;

/**
 * Who uses a plugin now.
 *
 * @param id the plugin's id
 * @param leases that are held on its services, the longest held first; a release that was replaced is in use until its
 *     last lease has ended
 * @param ended how many leases did not end in time and were ended when a release took another's place, since the host
 *     started
 */
public record PluginUse(String id, List<Lease> leases, long ended) {
    /** Copies. */
    public PluginUse {
        leases = List.copyOf(leases);
    }

    /**
     * One lease.
     *
     * @param version of the release that is held
     * @param service what of it, the simple name of the extension point ({@code Skill})
     * @param holder who holds it, in words
     * @param ageMillis how long it has been held, at least 0
     */
    public record Lease(String version, String service, String holder, long ageMillis) {}
}
