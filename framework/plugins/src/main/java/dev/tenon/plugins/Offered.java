// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import java.util.List;
import java.util.function.Predicate;
import org.osgi.resource.Capability;
import org.osgi.resource.Resource;

/**
 * What may be added to a set where something in it needs it.
 *
 * @param capabilities of what there is, best first
 * @param mayAdd says of a resource whether it may
 */
record Offered(CapabilityIndex capabilities, Predicate<Resource> mayAdd) {
    static final Offered NOTHING = of(List.of());

    /** All of these, best first. */
    static Offered of(List<? extends Resource> resources) {
        return new Offered(new CapabilityIndex(resources), resource -> true);
    }

    /** Returns those that meet what is asked for, in a list of the caller's own. */
    List<Capability> meeting(Match match) {
        List<Capability> meeting = capabilities.meeting(match);
        meeting.removeIf(capability -> !mayAdd.test(capability.getResource()));
        return meeting;
    }
}
