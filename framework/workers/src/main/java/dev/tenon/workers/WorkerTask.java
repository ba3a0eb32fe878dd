// SPDX-License-Identifier: Apache-2.0
package dev.tenon.workers;

import java.util.List;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Work that a bundle can do where a container runs in a worker: registered as a service with the property
 * {@value #NAME}. Never called in the host's own process.
 */
@ConsumerType
public interface WorkerTask {
    /** The service property that names the task. */
    String NAME = "tenon.worker.task";

    /**
     * Does the work.
     *
     * @param arguments what the host wants of it
     * @param notes see {@link WorkerHandler#handle}
     * @return the answer
     * @throws Exception if it cannot be done; the message is what the host reads
     */
    List<String> run(List<String> arguments, Consumer<String> notes) throws Exception;
}
