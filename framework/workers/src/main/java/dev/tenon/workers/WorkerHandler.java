// SPDX-License-Identifier: Apache-2.0
package dev.tenon.workers;

import java.util.List;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What a worker does, in its own process. {@link WorkerMain} makes one by its public constructor without parameters
 * and hands it one call after the other, on one thread.
 */
@ConsumerType
public interface WorkerHandler {
    /**
     * Answers one call.
     *
     * @param request what the host wants, as it gave it to {@link Worker#call}
     * @param notes hears, in a few words, what is being done: the host may listen, and quotes the last note if the
     *     process ends or takes too long; may be called from any thread
     * @return the answer
     * @throws Exception if the call fails; the message is what the host reads, and the worker takes further calls
     */
    List<String> handle(List<String> request, Consumer<String> notes) throws Exception;
}
