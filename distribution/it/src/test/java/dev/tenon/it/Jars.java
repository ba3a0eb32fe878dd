// SPDX-License-Identifier: Apache-2.0
package dev.tenon.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Jars as somebody might hand them in. */
final class Jars {
    private Jars() {}

    /** Writes a plugin of nothing but a manifest. */
    static Path plugin(Path folder, String id, String version, Map<String, String> more) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", id);
        main.putValue("Bundle-Version", version);
        main.putValue("Bundle-Name", "A plugin of the tests");
        main.putValue(
                "Provide-Capability",
                "tenon.plugin;tenon.plugin=\"" + id + "\";name=Tested;summary=\"Is tested.\";"
                        + "categories:List<String>=skill;effective:=tenon");
        more.forEach(main::putValue);
        return write(folder.resolve(id + "-" + version + ".jar"), manifest);
    }

    /** Writes a jar that is no bundle. */
    static Path noBundle(Path folder) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        return write(folder.resolve("no-bundle.jar"), manifest);
    }

    /** Writes a file that is no jar at all. */
    static Path noJar(Path folder) throws IOException {
        return Files.writeString(folder.resolve("no-jar.jar"), "This is a text.");
    }

    private static Path write(Path file, Manifest manifest) throws IOException {
        new JarOutputStream(Files.newOutputStream(file), manifest).close();
        return file;
    }
}
