// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import dev.tenon.generation.Sha256;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/** A generated plugin: one component that works with the model of {@link OnnxChain}, or that model itself. */
final class BenchPlugin {
    private static final String COMPONENT = "OSGI-INF/component.xml";
    private static final String API = "dev.tenon.api.";
    private static final Set<String> CATEGORIES = Set.of("model", "quantizer", "skill", "source");
    private static final String SCHEMA = """
            {"type": "object", "properties": {"pace": {"type": "string", "enum": ["quick", "slow"]}}, "required": ["pace"]}
            """;

    private final String id;
    private final String category;
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();

    private BenchPlugin(String id, String category) {
        this.id = id;
        this.category = category;
    }

    /**
     * One with a component.
     *
     * @param subject value of the service's property {@link SwapCalls#SUBJECT}
     * @param service its type
     * @param code name of the class that implements it; it takes an Inference and has a method stop
     */
    static BenchPlugin of(String id, String subject, String service, String code) throws IOException {
        // what has no category of its own is as small as a skill
        BenchPlugin plugin = new BenchPlugin(id, CATEGORIES.contains(subject) ? subject : "skill");
        plugin.headers.put(
                "Import-Package",
                List.of("backend", "health", "model", "platform", "quantizer", "skill", "source", "tensor").stream()
                                .map(name -> API + name + ";version=\"[0.1,2)\"")
                                .collect(Collectors.joining(","))
                        + ",jakarta.servlet,jakarta.servlet.http");
        plugin.headers.put("Service-Component", COMPONENT);
        plugin.text(COMPONENT, """
                <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="%s" init="1" deactivate="stop">
                  <property name="%s" value="%s"/>
                  <property name="osgi.http.whiteboard.servlet.pattern" value="%s"/>
                  <service><provide interface="%s"/></service>
                  <reference name="inference" interface="dev.tenon.api.platform.Inference" parameter="0"/>
                  <implementation class="dev.tenon.benchmarks.%s"/>
                </scr:component>
                """.formatted(id, SwapCalls.SUBJECT, subject, LabourServlet.PATTERN, service, code));
        for (String name : List.of(code, "ModelWork", "OnnxChain")) {
            plugin.code(name);
        }
        return plugin;
    }

    /** The model as a plugin. */
    static BenchPlugin model(String id, String release) {
        BenchPlugin plugin = new BenchPlugin(id, "model");
        byte[] model = OnnxChain.model(release);
        String folder = "models/" + ModelWork.MODEL + "/";
        MessageDigest digest = Sha256.start();
        digest.update(model);
        plugin.files.put(folder + "model.onnx", model);
        plugin.text(folder + "descriptor.json", """
                {"id": "%s", "name": "Chain", "summary": "Works and changes nothing.", "task": "other",
                 "format": "onnx", "license": "Apache-2.0",
                 "files": [{"name": "model.onnx", "sha256": "%s", "bytes": %d}],
                 "inputs": [{"name": "x", "type": "float32", "shape": [null, %d]}],
                 "outputs": [{"name": "y", "type": "float32", "shape": [null, %d]}]}
                """.formatted(
                        ModelWork.MODEL, Sha256.end(digest), model.length, OnnxChain.WIDTH, OnnxChain.WIDTH));
        plugin.headers.put(
                "Provide-Capability",
                "tenon.model;tenon.model=" + ModelWork.MODEL + ";task=other;format=onnx;effective:=tenon");
        return plugin;
    }

    /** Adds what the verifier wants of a skill. */
    BenchPlugin skill(String name, String... examples) {
        String folder = "skills/" + name + "/";
        text(folder + "skill.properties", "summary=Works for a benchmark.\nlanguages=en\n");
        text(folder + "arguments.schema.json", SCHEMA);
        text(folder + "result.schema.json", "{\"type\": \"object\"}");
        return text(folder + "examples.en.txt", String.join("\n", examples) + "\n");
    }

    /** Adds a class of this program and what is nested in it; none of them is loaded, for here is no API. */
    BenchPlugin code(String name) throws IOException {
        String folder = "dev/tenon/benchmarks/";
        Path program = program();
        if (Files.isDirectory(program)) {
            return code(program.resolve(folder), folder, name);
        }
        try (FileSystem jar = FileSystems.newFileSystem(program)) {
            return code(jar.getPath(folder), folder, name);
        }
    }

    private BenchPlugin code(Path classes, String folder, String name) throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(classes, name + "{,$*}.class")) {
            for (Path each : found) {
                files.put(folder + each.getFileName(), Files.readAllBytes(each));
            }
        }
        Objects.requireNonNull(files.get(folder + name + ".class"), name);
        return this;
    }

    private static Path program() {
        try {
            return Path.of(BenchPlugin.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private BenchPlugin text(String name, String content) {
        files.put(name, content.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Writes a release of it into a folder. */
    Path write(Path folder, String version) throws IOException {
        Path jar = folder.resolve(id + "-" + version + ".jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest(version))) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                JarEntry entry = new JarEntry(file.getKey());
                entry.setTime(0);
                out.putNextEntry(entry);
                out.write(file.getValue());
            }
        }
        return jar;
    }

    private Manifest manifest(String version) {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", id);
        main.putValue("Bundle-Version", version);
        main.putValue("Bundle-Name", "A plugin of the benchmarks");
        main.putValue("Bundle-License", "Apache-2.0");
        main.putValue(
                "Require-Capability",
                "osgi.extender;filter:=\"(&(osgi.extender=osgi.component)(version>=1.5.0))\","
                        + "tenon.host;filter:=\"(&(version>=1.0)(!(version>=2.0)))\"");
        headers.forEach(main::putValue);
        main.merge(
                new Attributes.Name("Provide-Capability"),
                "tenon.plugin;tenon.plugin=\"" + id + "\";name=\"Bench\";summary=\"Works for a benchmark.\";"
                        + "categories:List<String>=" + category + ";effective:=tenon",
                (more, own) -> own + "," + more);
        return manifest;
    }
}
