// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Runs long work of Tenon's own bundles in processes of their own, each with a limit of memory and of time, so that work
 * that eats its heap, hangs or crashes costs the host nothing. Such a process holds a container with bundles of the
 * generation that runs, without data and without settings, and ends with the host. What the work does is a service of
 * one of these bundles: a {@code dev.tenon.workers.WorkerTask}, named by its property {@code tenon.worker.task}.
 * Thread-safe; several tasks may run at once.
 */
@ProviderType
public interface TaskWorkers {
    /** The smallest heap that may be asked for, in MiB: a container needs about as much for itself. */
    int LEAST_HEAP_MEBIBYTES = 32;

    /**
     * What is to be done.
     *
     * @param title what people call it, such as {@code quantization of house-small}: the subject of messages
     * @param task name of the task, as the property {@code tenon.worker.task} of the service says it
     * @param bundles symbolic names of bundles that must be there, among them the one that offers the task. What these
     *     require, what that requires, and so on, is there as well; what they need without requiring it (a service that
     *     is optional or that they look for by themselves, a fragment) must be named
     * @param files what lies in the process's home ({@code tenon.home}, a property of its framework), by the path in it,
     *     relative and without {@code ..}: a file, or a folder with all that is in it. They are the same files, not
     *     copies, where the file system allows it: the task must only read them
     * @param arguments what the task is told, at most 16 MiB in all; an output that is to stay is best told as an
     *     absolute path outside the home
     * @param maxHeapMebibytes the largest Java heap, at least {@value #LEAST_HEAP_MEBIBYTES}; native memory is not limited
     * @param limit how long the task may take, positive; the start of the process, a minute and a half at most, does not
     *     count
     */
    record Order(
            String title,
            String task,
            Set<String> bundles,
            Map<String, Path> files,
            List<String> arguments,
            int maxHeapMebibytes,
            Duration limit) {
        /**
         * Checks and copies.
         *
         * @throws IllegalArgumentException if the path of a file leads out of the home or is the home itself, the heap is
         *     too small, or the limit is not positive
         */
        public Order {
            bundles = Set.copyOf(bundles);
            files = Map.copyOf(files);
            arguments = List.copyOf(arguments);
            for (String file : files.keySet()) {
                Path path = Path.of(file);
                if (path.isAbsolute() || file.isBlank() || !path.equals(path.normalize()) || path.startsWith("..")) {
                    throw new IllegalArgumentException("'" + file + "' is no relative path in a worker's home");
                }
            }
            if (maxHeapMebibytes < LEAST_HEAP_MEBIBYTES) {
                throw new IllegalArgumentException(
                        "a task's heap is at least " + LEAST_HEAP_MEBIBYTES + " MB, not " + maxHeapMebibytes);
            }
            if (limit.isNegative() || limit.isZero()) {
                throw new IllegalArgumentException("a task's limit is positive: " + limit);
            }
        }
    }

    /**
     * Runs a task and waits for its answer. Nothing is left of the process and its home, whatever the outcome; what the
     * task wrote elsewhere stays.
     *
     * <p>To call it off, interrupt the calling thread, or throw out of {@code notes}: the process is killed at once. A
     * job needs nothing more, because to cancel one interrupts its thread, until it has said that it is decided; and
     * {@code Progress::step} may hear the notes.
     *
     * @param order what is to be done
     * @param notes hears, on the calling thread and while the task runs, what it says it is doing. Of notes that come
     *     while it still hears another, only the last is passed on; the last of all always is. If it throws, the task is
     *     ended and what it threw is passed on
     * @return the task's answer; immutable
     * @throws TaskFailedException if there is none; the reason says why. If it is {@link
     *     TaskFailedException.Reason#CANCELLED}, the thread is interrupted still
     */
    List<String> run(Order order, Consumer<String> notes);
}
