// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import dev.tenon.api.backend.BackendException;
import dev.tenon.api.health.HealthCheck;
import dev.tenon.api.health.HealthResult;
import dev.tenon.api.platform.Inference;

/** The health check of a generated plugin: an inference. */
public final class LabourHealth implements HealthCheck {
    private final ModelWork work;

    /**
     * Starts.
     *
     * @param inference runs the model
     */
    public LabourHealth(Inference inference) {
        work = new ModelWork(inference);
    }

    /** Ends it. */
    public void stop() {
        work.stop();
    }

    @Override
    public String name() {
        return "bench labour";
    }

    @Override
    public HealthResult check() {
        try {
            work.run();
            return HealthResult.ok("it works");
        } catch (BackendException e) {
            return HealthResult.failed("no inference: " + e.getMessage());
        }
    }
}
