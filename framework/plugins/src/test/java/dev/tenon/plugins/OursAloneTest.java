// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.admin.Jobs;
import dev.tenon.api.platform.Models;
import dev.tenon.generation.GenerationStore;
import dev.tenon.generation.Home;
import dev.tenon.runtime.ModelStore;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.felix.framework.Felix;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.hooks.service.EventListenerHook;
import org.osgi.framework.hooks.service.FindHook;

class OursAloneTest {
    private static final String MODELS = Models.class.getName();
    private static final String STORE = ModelStore.class.getName();
    private static final String JOBS = Jobs.class.getName();

    @TempDir
    Path folder;

    private Felix felix;
    private BundleContext ours;
    private BundleContext stranger;

    @BeforeEach
    void start() throws Exception {
        Home home = Home.open(folder.resolve("home"));
        new GenerationStore(home).commit("first start", List.of());
        Path bundles = Files.createDirectory(folder.resolve("bundles"));
        Files.writeString(bundles.resolve("boot.json"), "{\"version\":\"1\",\"members\":[]}");
        Map<String, Object> settings = new HashMap<>();
        settings.put(Constants.FRAMEWORK_STORAGE, folder.resolve("felix").toString());
        settings.put("tenon.home", home.root().toString());
        settings.put("tenon.distribution", folder.toString());
        felix = new Felix(settings);
        felix.start();
        ours = felix.getBundleContext();
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", "org.example.stranger");
        Path jar = folder.resolve("stranger.jar");
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        // a location is only a string: this stranger borrows the folder of the distribution
        String location = "reference:" + bundles.toUri() + "stranger.jar";
        Bundle bundle = ours.installBundle(location, Files.newInputStream(jar));
        bundle.start();
        stranger = bundle.getBundleContext();
        ours.registerService(
                new String[] {FindHook.class.getName(), EventListenerHook.class.getName()},
                new OursAlone(ours),
                new Hashtable<>());
    }

    @AfterEach
    void stop() throws Exception {
        felix.stop();
        felix.waitForStop(5_000);
    }

    private void register(Class<?>... types) {
        String[] names = Arrays.stream(types).map(Class::getName).toArray(String[]::new);
        Object service = Proxy.newProxyInstance(getClass().getClassLoader(), types, (proxy, method, arguments) -> null);
        ours.registerService(names, service, new Hashtable<>());
    }

    @Test
    void hidesWhatIsTheOperatorsAlone() throws Exception {
        register(Jobs.class);
        assertThat(ours.getAllServiceReferences(JOBS, null)).hasSize(1);
        assertThat(stranger.getAllServiceReferences(JOBS, null)).isNull();
        assertThat(stranger.getAllServiceReferences(null, "(objectClass=" + JOBS + ")"))
                .isNull();
    }

    @Test
    void aServiceThatIsAlsoOfferedToPluginsIsFoundAsWhatTheyMayUse() throws Exception {
        register(ModelStore.class, Models.class);
        assertThat(stranger.getAllServiceReferences(MODELS, null)).hasSize(1);
        assertThat(stranger.getAllServiceReferences(STORE, null)).isNull();
        assertThat(stranger.getAllServiceReferences(null, "(objectClass=" + STORE + ")"))
                .isNull();
        assertThat(stranger.getAllServiceReferences(null, "(objectClass=dev.tenon.runt*)"))
                .isNull();
    }

    @Test
    void tellsOfServicesAsTheyAreFound() throws Exception {
        List<String> heard = new ArrayList<>();
        listen(heard, MODELS);
        listen(heard, STORE);
        listen(heard, JOBS);
        stranger.addServiceListener(event -> heard.add("any"));
        register(ModelStore.class, Models.class);
        register(Jobs.class);
        assertThat(heard).containsExactly(MODELS);
    }

    @Test
    void isMadeOnceAndNotForEachEvent() throws Exception {
        try (InputStream descriptor =
                OursAlone.class.getResourceAsStream("/OSGI-INF/" + OursAlone.class.getName() + ".xml")) {
            assertThat(new String(descriptor.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("immediate=\"true\"");
        }
    }

    private void listen(List<String> heard, String name) throws Exception {
        stranger.addServiceListener(
                event -> {
                    if (event.getType() == ServiceEvent.REGISTERED) {
                        heard.add(name);
                    }
                },
                "(objectClass=" + name + ")");
    }
}
