// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Apache Karaf minimal, from Maven Central: how long its clean start takes until its shell port accepts. */
final class KarafStart {
    private static final String VERSION = "4.4.8";
    private static final String GET = "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:get";
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(120);

    private final Path root;
    private final int shellPort;

    private KarafStart(Path root, int shellPort) {
        this.root = root;
        this.shellPort = shellPort;
    }

    /** Unpacks it. Empty if Maven cannot get it. */
    static Optional<KarafStart> in(Path folder) throws IOException, InterruptedException {
        Path archive = Path.of(System.getProperty("user.home"), ".m2", "repository", "org", "apache", "karaf")
                .resolve(Path.of("apache-karaf-minimal", VERSION, "apache-karaf-minimal-" + VERSION + ".tar.gz"));
        if (!Files.isRegularFile(archive)
                && !run("mvn", "-B", GET, "-Dartifact=org.apache.karaf:apache-karaf-minimal:" + VERSION + ":tar.gz")) {
            return Optional.empty();
        }
        Files.createDirectories(folder);
        if (!Files.isRegularFile(archive)
                || !run("tar", "-xzf", archive.toString(), "-C", folder.toString(), "--strip-components=1")) {
            return Optional.empty();
        }
        // ports of our own, so that no other Karaf is in the way, or measured in its place
        int shellPort = freePort();
        Path etc = folder.resolve("etc");
        replace(etc.resolve("org.apache.karaf.shell.cfg"), "(?m)^sshPort *=.*$", "sshPort = " + shellPort);
        Path management = etc.resolve("org.apache.karaf.management.cfg");
        replace(management, "(?m)^rmiRegistryPort *=.*$", "rmiRegistryPort = " + freePort());
        replace(management, "(?m)^rmiServerPort *=.*$", "rmiServerPort = " + freePort());
        return Optional.of(new KarafStart(folder, shellPort));
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectOutput(Redirect.DISCARD)
                            .redirectError(Redirect.INHERIT)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            System.err.println("tenon bench: " + command[0] + " is missing on this machine");
            return false;
        }
    }

    private static void replace(Path file, String pattern, String by) throws IOException {
        if (Files.exists(file)) {
            Files.writeString(file, Files.readString(file).replaceAll(pattern, by));
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    Path root() {
        return root;
    }

    int shellPort() {
        return shellPort;
    }

    /** Starts it on an empty data folder and ends it again. */
    long nanos() throws IOException, InterruptedException {
        try (Program karaf = start()) {
            return karaf.nanosSinceStart();
        }
    }

    /** Starts it on an empty data folder and waits until its shell port accepts. */
    Program start() throws IOException, InterruptedException {
        Folders.delete(root.resolve("data"));
        Files.createDirectories(root.resolve("data"));
        Path err = root.resolve("err");
        Program karaf = Program.start(
                err,
                Map.of("JAVA_MAX_MEM", "512m"),
                root.resolve("bin").resolve("karaf").toString(),
                "server");
        while (karaf.nanosSinceStart() < LIMIT_NANOS && karaf.isAlive()) {
            if (accepts()) {
                return karaf;
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
        karaf.close();
        throw new IOException("Karaf's shell port never accepted: " + err + File.pathSeparator + Files.readString(err));
    }

    private boolean accepts() {
        try {
            new Socket(InetAddress.getLoopbackAddress(), shellPort).close();
            return true;
        } catch (IOException e) {
            return false; // not yet
        }
    }
}
