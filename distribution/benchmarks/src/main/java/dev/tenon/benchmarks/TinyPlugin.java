// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import dev.tenon.api.health.HealthCheck;
import dev.tenon.api.health.HealthResult;

/** The only class of each generated plugin. Without annotations, so that nothing makes it a part of this bundle. */
public final class TinyPlugin implements HealthCheck {
    @Override
    public String name() {
        return "generated plugin";
    }

    @Override
    public HealthResult check() {
        return HealthResult.ok("here");
    }
}
