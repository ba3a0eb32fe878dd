// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import com.sun.net.httpserver.HttpServer;
import dev.tenon.catalog.format.Clause;
import dev.tenon.catalog.format.Index;
import dev.tenon.catalog.format.Release;
import dev.tenon.generation.Sha256;
import dev.tenon.trust.VerifiedIndex;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** A marketplace for tests: real HTTP, real jars made on the spot, an index that needs no verification. */
final class Market implements VerifiedIndex, AutoCloseable {
    /** Under whose name it publishes from now on. */
    String publisher = "somebody";
    /** By which key it signs. */
    String keyId = "0123456789abcdef";

    private final HttpServer server;
    private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
    private final List<Release> releases = new ArrayList<>();

    Market() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/blobs/sha256/", exchange -> {
            byte[] jar = blobs.get(exchange.getRequestURI().getPath().substring("/blobs/sha256/".length()));
            exchange.sendResponseHeaders(jar == null ? 404 : 200, jar == null ? -1 : jar.length);
            if (jar != null) {
                exchange.getResponseBody().write(jar);
            }
            exchange.close();
        });
        server.start();
    }

    /** Publishes a plugin without code; further manifest headers may be given as name, value, name, value. */
    Release publish(String id, String version, List<Clause> requirements, String... headers) throws IOException {
        byte[] jar = jar(id, version, headers);
        return offer(describe(id, version, jar, requirements), jar);
    }

    /** Publishes a plugin whose index entry says more. */
    Release publish(
            String id,
            String version,
            List<String> permissions,
            List<Clause> capabilities,
            List<Clause> requirements,
            String... headers)
            throws IOException {
        byte[] jar = jar(id, version, headers);
        Release plain = describe(id, version, jar, requirements);
        return offer(
                new Release(
                        id,
                        version,
                        plain.name(),
                        plain.summary(),
                        plain.license(),
                        plain.categories(),
                        permissions,
                        plain.sha256(),
                        plain.bytes(),
                        "",
                        plain.publisher(),
                        Stream.concat(plain.capabilities().stream(), capabilities.stream())
                                .toList(),
                        requirements,
                        List.of()),
                jar);
    }

    static Clause provides(String namespace, String name, String version) {
        return new Clause(
                namespace,
                Map.of(namespace, new Clause.Value("String", name), "version", new Clause.Value("Version", version)),
                Map.of());
    }

    /** Offers any bytes under any name. */
    void offer(String id, String version, byte[] jar) {
        offer(describe(id, version, jar, List.of()), jar);
    }

    private Release offer(Release release, byte[] jar) {
        blobs.put(release.sha256(), jar);
        releases.add(release);
        return release;
    }

    /** Makes the marketplace serve other bytes than the index promises. */
    void spoil(Release release, byte[] content) {
        blobs.put(release.sha256(), content);
    }

    private Release describe(String id, String version, byte[] jar, List<Clause> requirements) {
        MessageDigest digest = Sha256.start();
        digest.update(jar);
        Clause identity = new Clause(
                "osgi.identity",
                Map.of(
                        "osgi.identity",
                        new Clause.Value("String", id),
                        "version",
                        new Clause.Value("Version", version)),
                Map.of());
        Clause plugin = new Clause("tenon.plugin", Map.of("tenon.plugin", new Clause.Value("String", id)), Map.of());
        return new Release(
                id,
                version,
                "Plugin " + id,
                "Does something.",
                "Apache-2.0",
                List.of("skill"),
                List.of("network:example.org"),
                Sha256.end(digest),
                jar.length,
                "",
                publisher,
                List.of(identity, plugin),
                requirements,
                List.of());
    }

    static byte[] jar(String id, String version, String... headers) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", id);
        main.putValue("Bundle-Version", version);
        main.putValue(
                "Provide-Capability",
                "tenon.plugin;effective:=tenon;tenon.plugin=\"" + id
                        + "\";name=\"Plugin\";permissions:List<String>=exec");
        for (int i = 0; i < headers.length; i += 2) {
            main.putValue(headers[i], headers[i + 1]);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new JarOutputStream(out, manifest).close();
        return out.toByteArray();
    }

    static Clause requires(String namespace, String filter) {
        return new Clause(namespace, Map.of(), Map.of("filter", filter, "effective", "tenon"));
    }

    @Override
    public Optional<Snapshot> last() {
        return Optional.of(refresh());
    }

    @Override
    public Snapshot refresh() {
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new Snapshot(url, keyId, new Index(1, "2026-01-01T00:00:00Z", releases));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
