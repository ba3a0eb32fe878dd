// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The program behind every {@code tenon} command but {@code up}. */
public final class Main {
    private Main() {}

    /**
     * Runs one command and ends the JVM with its exit status: 0 done, 1 refused or failed, 2 wrong use.
     *
     * @param arguments the command line, without the program's name
     */
    public static void main(String[] arguments) {
        PrintStream out = stream(FileDescriptor.out);
        PrintStream err = stream(FileDescriptor.err);
        int status = Program.run(Shell.ofThisProcess(out, err), arguments);
        out.flush();
        err.flush();
        System.exit(status);
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
