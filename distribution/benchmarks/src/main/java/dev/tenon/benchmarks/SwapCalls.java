// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import java.util.function.BooleanSupplier;

/** How a consumer inside the host calls one kind of plugin. What it calls may be swapped at any moment. Thread-safe. */
interface SwapCalls {
    /** Service property: the kind that it calls. */
    String KIND = "tenon.bench.kind";

    /** Property of the services that generated plugins offer: what they are. */
    String SUBJECT = "tenon.bench";

    /** Makes one call of about the length of one inference and looks at its result. */
    void call() throws Exception;

    /**
     * Makes one that lasts, where the kind has such: a stream, a session, a slow call.
     *
     * @param goOn says when to come to an end
     * @return whether there is such a one
     */
    default boolean stream(BooleanSupplier goOn) throws Exception {
        return false;
    }
}
