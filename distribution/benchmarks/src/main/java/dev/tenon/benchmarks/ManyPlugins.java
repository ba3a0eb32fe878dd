// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import dev.tenon.generation.ContentStore;
import dev.tenon.generation.Generation;
import dev.tenon.generation.GenerationStore;
import dev.tenon.generation.Home;
import dev.tenon.generation.Member;
import dev.tenon.generation.Sha256;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Many generated plugins, each with one component that offers one service, put into a home as if they were installed. */
final class ManyPlugins {
    /** By its name: what it implements is not on the program's class path. */
    private static final String CODE = "dev.tenon.benchmarks.TinyPlugin";

    private static final String COMPONENT = "OSGI-INF/plugin.xml";

    private ManyPlugins() {}

    /** Adds so many to the current generation of a home, which must have one. */
    static void into(Home home, int count) throws IOException {
        GenerationStore store = new GenerationStore(home);
        Generation now = store.current().orElseThrow();
        List<Member> members = new ArrayList<>(now.members());
        ContentStore content = new ContentStore(home);
        for (int i = 0; i < count; i++) {
            String id = "dev.tenon.generated.p" + i;
            byte[] jar = jar(id);
            MessageDigest digest = Sha256.start();
            digest.update(jar);
            String sha256 = Sha256.end(digest);
            content.put(new ByteArrayInputStream(jar), sha256, jar.length, done -> {});
            members.add(new Member(id, "1.0.0", sha256, jar.length, Member.Origin.MARKETPLACE, ""));
        }
        store.commit("many plugins", members);
    }

    private static byte[] jar(String id) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", id);
        main.putValue("Bundle-Version", "1.0.0");
        main.putValue("Import-Package", "dev.tenon.api.health;version=\"[1.0,2)\"");
        main.putValue("Service-Component", COMPONENT);
        main.putValue("Provide-Capability", "tenon.plugin;effective:=tenon;tenon.plugin=\"" + id + "\";name=\"Tiny\"");
        main.putValue(
                "Require-Capability",
                "osgi.extender;filter:=\"(&(osgi.extender=osgi.component)(version>=1.5.0))\","
                        + "tenon.host;filter:=\"(&(version>=1.0)(!(version>=2.0)))\"");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream out = new JarOutputStream(bytes, manifest);
                InputStream in = Objects.requireNonNull(
                        ManyPlugins.class.getResourceAsStream("/" + CODE.replace('.', '/') + ".class"))) {
            put(out, COMPONENT, """
                    <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="%s">
                      <implementation class="%s"/>
                      <service><provide interface="dev.tenon.api.health.HealthCheck"/></service>
                    </scr:component>
                    """.formatted(id, CODE).getBytes(StandardCharsets.UTF_8));
            put(out, CODE.replace('.', '/') + ".class", in.readAllBytes());
        }
        return bytes.toByteArray();
    }

    private static void put(JarOutputStream out, String name, byte[] content) throws IOException {
        JarEntry entry = new JarEntry(name);
        entry.setTime(0);
        out.putNextEntry(entry);
        out.write(content);
    }
}
