// SPDX-License-Identifier: Apache-2.0
package dev.tenon.it;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A small file system in memory, where the machine lets us have one. */
final class Tmpfs {
    private Tmpfs() {}

    /** Returns whether it could be mounted. */
    static boolean mount(Path folder, String options) throws InterruptedException {
        return run("mount", "-t", "tmpfs", "-o", options, "tenon-it", folder.toString());
    }

    static void unmount(Path folder) throws InterruptedException {
        run("umount", "-l", folder.toString());
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false; // no such command here
        }
    }
}
