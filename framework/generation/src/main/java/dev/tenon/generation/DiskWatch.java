// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generation;

import java.nio.file.Path;

/**
 * Hears of every step that this package takes towards the disk, in order, on the thread that takes it. For tests of
 * crashes: production has none and pays one volatile read for each step.
 */
interface DiskWatch {
    /** A step towards the disk. */
    enum Step {
        /** A file or folder came to be, empty. */
        CREATED,
        /** A file has the content that it has now. */
        WROTE,
        /** The file's content was forced. */
        FORCED,
        /** A file was renamed, over another if one was there. */
        MOVED,
        /** The folder's entries were forced. */
        FOLDER_FORCED,
        /** A file or an empty folder is gone. */
        DELETED
    }

    /** Watches nothing. */
    DiskWatch NONE = (step, path, target) -> {};

    /**
     * A step was taken.
     *
     * @param step which
     * @param path of the file or folder
     * @param target where it is now; equals {@code path} unless it was moved
     */
    void taken(Step step, Path path, Path target);
}
