// SPDX-License-Identifier: Apache-2.0
package dev.tenon.leases;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.osgi.framework.Bundle;

/**
 * The services of plugins stand behind fronts: objects of the same interface that everybody else gets, and that stay when
 * a release takes another's place. What a plugin registers is hidden from all others for its whole life. A front bears
 * the properties of {@link dev.tenon.runtime.ServiceOrigin}. Thread-safe.
 */
@ProviderType
public interface Leases {
    /**
     * Keeps what a plugin registers from everybody until {@link #replace} publishes it. Called before the bundle starts; a
     * bundle for which it is not called is published as it registers.
     *
     * @param bundle installed, not started
     */
    void stage(Bundle bundle);

    /**
     * Publishes some releases and takes others out of service. A front of a plugin that is in both moves from the old to
     * the new release without a moment in between; what only the new one offers gets a front, what only the old one
     * offered loses its own. Then waits until nobody holds a lease on the old: calls end, streams are read to their end,
     * model sessions move. What has not ended within the limit is ended: its thread is interrupted, its stream closed,
     * and the caller gets an error that says that asking again may help. When this returns the old releases may be stopped.
     *
     * @param retired active bundles of plugins that are to go
     * @param fresh active bundles of plugins, staged before
     * @param limit how long to wait for leases, more than nothing
     * @return what had to be ended, empty if all ended by itself
     */
    List<HeldLease> replace(Collection<Bundle> retired, Collection<Bundle> fresh, Duration limit);

    /**
     * Lists who holds what now.
     *
     * @param pluginId of which plugin
     * @return the longest held first; immutable snapshot
     */
    List<HeldLease> held(String pluginId);

    /**
     * Counts the leases of a plugin that did not end in time, since the host started.
     *
     * @param pluginId of which plugin
     * @return at least 0
     */
    long ended(String pluginId);
}
