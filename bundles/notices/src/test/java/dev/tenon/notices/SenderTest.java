// SPDX-License-Identifier: Apache-2.0
package dev.tenon.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.api.platform.Notices;
import dev.tenon.runtime.NoticeBoard;
import dev.tenon.runtime.NoticeBoard.Notice;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.apache.felix.framework.Felix;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.util.tracker.ServiceTracker;

/** In a real framework: who posts is told by the bundle that asked for the service. */
class SenderTest {
    @TempDir
    Path folder;

    private Felix felix;

    @BeforeEach
    void start() throws Exception {
        Map<String, Object> settings = new HashMap<>();
        settings.put(Constants.FRAMEWORK_STORAGE, folder.resolve("felix").toString());
        settings.put(
                Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                String.join(",", exports("tenon-api"), exports("tenon-runtime"), exports("slf4j-api")));
        felix = new Felix(settings);
        felix.start();
        for (String library : List.of(
                "org.osgi.util.function",
                "org.osgi.util.promise",
                "org.osgi.service.component-",
                "org.apache.felix.scr")) {
            install(entry(library)).start();
        }
        install(Path.of("target/classes")).start();
    }

    @AfterEach
    void stop() throws Exception {
        felix.stop();
        felix.waitForStop(5_000);
    }

    private Bundle install(Path path) throws Exception {
        return felix.getBundleContext().installBundle("reference:" + path.toUri());
    }

    private static Path entry(String name) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(path -> path.getFileName().toString().startsWith(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(name + " is not on the class path"));
    }

    private static String exports(String name) throws Exception {
        try (JarFile jar = new JarFile(entry(name).toFile())) {
            return jar.getManifest().getMainAttributes().getValue(Constants.EXPORT_PACKAGE);
        }
    }

    private BundleContext plugin(String name) throws Exception {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", name);
        Path jar = folder.resolve(name + ".jar");
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        Bundle bundle = install(jar);
        bundle.start();
        return bundle.getBundleContext();
    }

    private static <T> T service(BundleContext context, Class<T> type) throws Exception {
        ServiceTracker<T, T> tracker = new ServiceTracker<>(context, type, null);
        tracker.open(true);
        T service = tracker.waitForService(10_000);
        assertThat(service).as(type.getName()).isNotNull();
        return service;
    }

    @Test
    void eachNoticeBearsItsSendersName() throws Exception {
        Notices eggs = service(plugin("org.example.eggs"), Notices.class);
        Notices tea = service(plugin("org.example.tea"), Notices.class);
        eggs.post("  The eggs are done. ");
        tea.post("水开了。");
        NoticeBoard board = service(felix.getBundleContext(), NoticeBoard.class);
        List<Notice> notices = board.since(0, Duration.ofSeconds(10));
        assertThat(notices).extracting(Notice::plugin).containsExactly("org.example.eggs", "org.example.tea");
        assertThat(notices).extracting(Notice::text).containsExactly("The eggs are done.", "水开了。");
    }

    @Test
    void refusesBlankTextsAndCutsLongOnes() throws Exception {
        Notices notices = service(plugin("org.example.eggs"), Notices.class);
        assertThatThrownBy(() -> notices.post(" \n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("org.example.eggs");
        notices.post("蛋".repeat(500));
        notices.post("🥚".repeat(501));
        NoticeBoard board = service(felix.getBundleContext(), NoticeBoard.class);
        assertThat(board.since(0, Duration.ZERO))
                .extracting(Notice::text)
                .containsExactly("蛋".repeat(500), "🥚".repeat(500) + "…");
    }
}
