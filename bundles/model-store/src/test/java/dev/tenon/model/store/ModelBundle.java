// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** Makes bundles that bring a model along. */
record ModelBundle(String version, boolean marked, Map<String, byte[]> files) {
    /** With a model {@code words} whose tokenizer differs by version. */
    static ModelBundle of(String version) {
        byte[] tokenizer = OnnxModels.TOKENIZER.replace("red", "red" + version).getBytes(StandardCharsets.UTF_8);
        String files = "\"files\": [" + file("model.onnx", OnnxModels.ENCODER) + ", "
                + file("tokenizer.json", tokenizer) + "], \"id\"";
        Map<String, byte[]> entries = new TreeMap<>();
        entries.put("models/words/model.onnx", OnnxModels.ENCODER);
        entries.put("models/words/tokenizer.json", tokenizer);
        entries.put(
                "models/words/descriptor.json",
                OnnxModels.ENCODER_DESCRIPTOR.replace("\"id\"", files).getBytes(StandardCharsets.UTF_8));
        return new ModelBundle(version, true, entries);
    }

    private static String file(String name, byte[] content) {
        return "{\"name\": \"" + name + "\", \"sha256\": \"" + Digest.of(content) + "\", \"bytes\": " + content.length
                + "}";
    }

    ModelBundle unmarked() {
        return new ModelBundle(version, false, files);
    }

    ModelBundle with(String name, byte[] content) {
        Map<String, byte[]> changed = new TreeMap<>(files);
        changed.put("models/words/" + name, content);
        return new ModelBundle(version, marked, changed);
    }

    ModelBundle replacing(String old, String other) {
        String descriptor = new String(files.get("models/words/descriptor.json"), StandardCharsets.UTF_8);
        return with("descriptor.json", descriptor.replace(old, other).getBytes(StandardCharsets.UTF_8));
    }

    InputStream jar() throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", "org.example.words");
        main.putValue("Bundle-Version", version);
        if (marked) {
            main.putValue(
                    "Provide-Capability",
                    "tenon.plugin;effective:=tenon,tenon.model;tenon.model=words;effective:=tenon");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                jar.putNextEntry(new ZipEntry(file.getKey()));
                jar.write(file.getValue());
            }
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }
}
