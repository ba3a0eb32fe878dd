// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenon.generation.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/** Lock files: several plugins in one change. */
final class Locks {
    private Locks() {}

    /** Adds bundles of a marketplace to those of a lock. */
    static String with(JsonNode lock, List<Path> jars, String market) throws IOException {
        ObjectNode more = lock.deepCopy();
        ArrayNode plugins = more.withArray("plugins");
        for (Path path : jars) {
            try (JarFile jar = new JarFile(path.toFile())) {
                Attributes main = jar.getManifest().getMainAttributes();
                plugins.addObject()
                        .put(
                                "id",
                                main.getValue("Bundle-SymbolicName")
                                        .split(";", 2)[0]
                                        .strip())
                        .put("version", main.getValue("Bundle-Version"))
                        .put("sha256", Sha256.of(path))
                        .put("bytes", Files.size(path))
                        .put("source", market);
            }
        }
        return more.toString();
    }
}
