// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The plugins of a model: one that stands for it and one for the original and each variant.
 *
 * @param model its id
 * @param namespace of the publisher
 * @param version of all of them
 */
record ModelRelease(String model, String namespace, String version) {
    /** Returns the plugin that stands for the model. */
    String plugin() {
        return namespace + ".model." + model.replace('.', '-');
    }

    /**
     * Has the host write the plugins.
     *
     * @return the jars, in the order to publish them in: what stands for the model comes last
     */
    List<Path> pack(JobFollower jobs, Path folder) {
        ObjectNode request = Home.MAPPER
                .createObjectNode()
                .put("action", "model-pack")
                .put("source", model)
                .put("namespace", namespace)
                .put("version", version)
                .put("folder", folder.toString());
        jobs.run(request);
        String end = "-" + version + ".jar";
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> {
                        String name = file.getFileName().toString();
                        return name.endsWith(end) && (name.equals(plugin() + end) || name.startsWith(plugin() + "."));
                    })
                    .sorted(Comparator.comparing(
                                    (Path file) -> file.getFileName().toString().equals(plugin() + end))
                            .thenComparing(Path::getFileName))
                    .toList();
        } catch (IOException e) {
            throw new Failure("unreadable", "the plugins cannot be read from " + Home.reason(e), e);
        }
    }

    /**
     * Publishes the plugins. What the marketplace has already, to the byte, is passed over: a publication that was cut
     * off can be begun again.
     *
     * @return what is there now
     */
    static List<Published> publish(MarketClient market, List<Path> jars) {
        List<Published> all = new ArrayList<>();
        checkModel(market, jars);
        for (Path jar : jars) {
            Name name = Name.of(jar);
            try {
                market.publish("/api/v1/releases", jar);
                all.add(new Published(name.id(), name.version(), true));
            } catch (Failure e) {
                if (!e.code().equals("version-exists")) {
                    throw e;
                }
                if (!published(market, name).equals(Optional.of(sha256(jar)))) {
                    throw new Failure(
                            e.code(),
                            name.id() + " " + name.version()
                                    + " is published with other content; take a higher --version",
                            e);
                }
                all.add(new Published(name.id(), name.version(), false));
            }
        }
        return all;
    }

    /** Refuses before anything is published: what stands for the model comes last and lists all of its variants. */
    private static void checkModel(MarketClient market, List<Path> jars) {
        if (jars.isEmpty()) {
            return;
        }
        Path last = jars.get(jars.size() - 1);
        Name name = Name.of(last);
        Optional<String> there = published(market, name);
        if (there.isPresent() && !there.get().equals(sha256(last))) {
            throw new Failure(
                    "version-exists",
                    name.id() + " " + name.version()
                            + " is published with other variants, and nothing was published now;"
                            + " take a higher --version");
        }
    }

    /**
     * A plugin that a marketplace has.
     *
     * @param id of the plugin
     * @param version of the plugin
     * @param isNew whether it was published now
     */
    record Published(String id, String version, boolean isNew) {
        String line() {
            return (isNew ? "published " : "was there already: ") + id + " " + version;
        }

        ObjectNode document() {
            return Home.MAPPER
                    .createObjectNode()
                    .put("id", id)
                    .put("version", version)
                    .put("isNew", isNew);
        }
    }

    /** What a jar's name says. */
    private record Name(String id, String version) {
        static Name of(Path jar) {
            String name = jar.getFileName().toString().replaceFirst("\\.jar$", "");
            int dash = name.lastIndexOf('-');
            return new Name(name.substring(0, dash), name.substring(dash + 1));
        }
    }

    /** Returns the SHA-256 of a release; empty if the marketplace does not have it. */
    private static Optional<String> published(MarketClient market, Name name) {
        JsonNode plugin;
        try {
            plugin = market.get("/api/v1/plugins/" + HostClient.encode(name.id()));
        } catch (Failure e) {
            if (e.code().equals("unknown-plugin")) {
                return Optional.empty();
            }
            throw e;
        }
        for (JsonNode release : plugin.path("releases")) {
            if (release.path("version").asText().equals(name.version())) {
                return Optional.of(release.path("sha256").asText());
            }
        }
        return Optional.empty();
    }

    private static String sha256(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new Failure("unreadable", file + " cannot be read: " + Home.reason(e), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
