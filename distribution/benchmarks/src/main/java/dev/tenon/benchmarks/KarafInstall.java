// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Karaf, installing bundles as one feature, and how long that took by its own log. What they need is there before. */
final class KarafInstall {
    private static final String FEATURE = "tenon-bench-plugins";
    private static final List<String> NEEDED = List.of(
            "org.apache.felix.scr-",
            "org.osgi.service.component-",
            "org.osgi.util.function-",
            "org.osgi.util.promise-",
            "tenon-api-");

    private final KarafStart karaf;

    private KarafInstall(KarafStart karaf) {
        this.karaf = karaf;
    }

    /** Unpacks and sets it up. Empty if Maven cannot get it. */
    static Optional<KarafInstall> in(Path folder, Path distribution, List<Path> jars)
            throws IOException, InterruptedException {
        Optional<KarafStart> karaf = KarafStart.in(folder);
        if (karaf.isEmpty()) {
            return Optional.empty();
        }
        List<Path> base = new ArrayList<>(List.of(host(folder.resolve("tenon-host.jar"))));
        try (Stream<Path> bundles = Files.list(distribution.resolve("bundles"))) {
            bundles.filter(jar -> NEEDED.stream()
                            .anyMatch(name -> jar.getFileName().toString().startsWith(name)))
                    .forEach(base::add);
        }
        Path features = Files.writeString(
                folder.resolve("features.xml"),
                "<features name=\"tenon-bench\" xmlns=\"http://karaf.apache.org/xmlns/features/v1.5.0\">"
                        + feature("tenon-bench-base", base) + feature(FEATURE, jars) + "</features>");
        Path etc = folder.resolve("etc");
        Path settings = etc.resolve("org.apache.karaf.features.cfg");
        Files.writeString(
                settings,
                Files.readString(settings)
                        .replaceFirst(
                                "(?m)^featuresRepositories *= *\\\\",
                                "featuresRepositories = " + features.toUri() + ", \\\\")
                        .replaceFirst("(?m)^featuresBoot *= *\\\\", "featuresBoot = tenon-bench-base, \\\\"));
        Files.writeString(
                etc.resolve("users.properties"),
                "\nkaraf = karaf,_g_:admingroup\n_g_\\:admingroup = group,admin,manager,viewer,systembundles,ssh\n",
                StandardOpenOption.APPEND);
        return karaf.map(KarafInstall::new);
    }

    /** A bundle without code that provides what the host's container provides to plugins. */
    private static Path host(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", "tenon.host");
        main.putValue("Bundle-Version", "1.0.0");
        main.putValue("Provide-Capability", "tenon.host;version:Version=\"1.0.0\"");
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        return jar;
    }

    private static String feature(String name, List<Path> jars) {
        return jars.stream()
                .map(jar -> "<bundle>" + jar.toUri() + "</bundle>")
                .collect(Collectors.joining("", "<feature name=\"" + name + "\" version=\"1.0.0\">", "</feature>"));
    }

    /** Installs and uninstalls so often; one entry per install. */
    List<Long> millis(int rounds) throws IOException, InterruptedException {
        String commands = ("feature:install " + FEATURE + "; feature:uninstall " + FEATURE + "; ").repeat(rounds);
        try (Program running = karaf.start()) {
            int status = new ProcessBuilder(
                            karaf.root().resolve("bin/client").toString(),
                            "-a",
                            Integer.toString(karaf.shellPort()),
                            "-u",
                            "karaf",
                            "-p",
                            "karaf",
                            "-r",
                            "60",
                            commands)
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(karaf.root().resolve("client-err").toFile())
                    .start()
                    .waitFor();
            if (!running.isAlive() || status != 0) {
                throw new IOException("Karaf's client ended with status " + status + ": "
                        + Files.readString(karaf.root().resolve("client-err")));
            }
        }
        List<Long> millis = millis(Files.readAllLines(karaf.root().resolve("data/log/karaf.log")));
        if (millis.size() < rounds) {
            throw new IOException("Karaf's log tells of " + millis.size() + " installs, not of " + rounds);
        }
        return millis;
    }

    /** Reads from Karaf's log how long each install of the feature took: from its first line to {@code Done.}. */
    static List<Long> millis(List<String> log) {
        List<Long> millis = new ArrayList<>();
        Optional<LocalDateTime> begun = Optional.empty();
        for (String line : log) {
            if (line.contains("Adding features: " + FEATURE)) {
                begun = Optional.of(moment(line));
            } else if (begun.isPresent() && line.endsWith("| Done.")
                    || begun.isPresent() && line.contains("|   Done.")) {
                millis.add(ChronoUnit.MILLIS.between(begun.get(), moment(line)));
                begun = Optional.empty();
            }
        }
        return millis;
    }

    private static LocalDateTime moment(String line) {
        return LocalDateTime.parse(line.substring(0, line.indexOf(' ')).replace(',', '.'));
    }
}
