// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.admin.Diagnosis;
import dev.tenon.admin.Job;
import dev.tenon.generation.BootSet;
import dev.tenon.generation.GenerationStore;
import dev.tenon.generation.Home;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.apache.felix.cm.impl.ConfigurationManager;
import org.apache.felix.framework.Felix;
import org.apache.felix.scr.impl.Activator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.util.tracker.ServiceTracker;

/** A container with Config Admin, Declarative Services and {@link Greeter}, set up in the host's order. */
final class SettingsHost {
    private static final String COMPONENT = """
            <?xml version="1.0" encoding="UTF-8"?>
            <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="PID" configuration-policy="POLICY" init="1">
              <property name="greeting" type="String" value="hi"/><property name="times" type="Integer" value="1"/>
              <service><provide interface="java.util.function.Supplier"/></service>
              <implementation class="dev.tenon.plugins.Greeter"/>
            </scr:component>
            """;
    private static final String METATYPE = """
            <?xml version="1.0" encoding="UTF-8"?>
            <m:MetaData xmlns:m="http://www.osgi.org/xmlns/metatype/v1.4.0">
              <OCD id="o" name="Greeter" description="">
                <AD id="greeting" type="String" name="Greeting" description="How to greet" default="hi"/>
                <AD id="times" type="Integer" name="Times [times]" description="How often" min="1" max="10" default="1"/>
                <AD id="token" type="Password" name="Token" description="A secret" required="false"/>
              </OCD>
              <Designate pid="org.example.greeter"><Object ocdref="o"/></Designate>
              <Designate factoryPid="org.example.greeter.many"><Object ocdref="o"/></Designate>
            </m:MetaData>
            """;

    private final Path folder;
    private final Home home;
    final GenerationStore generations;
    private final Path jar;
    private Felix felix;
    private JobQueue jobs;
    private SettingsFiles files;
    private SettingsService settings;
    private final AtomicInteger made = new AtomicInteger();
    private int starts;

    SettingsHost(Path folder) throws IOException {
        this.folder = folder;
        home = Home.open(folder.resolve("home"));
        generations = new GenerationStore(home);
        generations.commit("first start", List.of());
        BootSet.main(
                new String[] {Files.createDirectories(folder.resolve("bundles")).toString()});
        jar = folder.resolve("greeter.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", "org.example.greeter");
        manifest.getMainAttributes().putValue("Service-Component", "OSGI-INF/one.xml,OSGI-INF/many.xml");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            String one = COMPONENT.replace("PID", "org.example.greeter");
            add(out, "OSGI-INF/one.xml", one.replace("POLICY", "optional"));
            add(
                    out,
                    "OSGI-INF/many.xml",
                    one.replace("greeter\" conf", "greeter.many\" conf").replace("POLICY", "require"));
            add(out, "OSGI-INF/metatype/greeter.xml", METATYPE);
            try (InputStream code = Greeter.class.getResourceAsStream("Greeter.class")) {
                out.putNextEntry(new ZipEntry("dev/tenon/plugins/Greeter.class"));
                code.transferTo(out);
            }
        }
    }

    private static void add(JarOutputStream out, String name, String text) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    void start() throws Exception {
        startWithout();
        install();
    }

    /** Starts in the host's order: what delivers settings comes before what runs components. */
    void startWithout() throws Exception {
        Map<String, Object> properties = new HashMap<>();
        properties.put(
                Constants.FRAMEWORK_STORAGE, folder.resolve("felix" + starts++).toString());
        properties.put(
                Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                "org.osgi.service.component;version=1.5.1,org.osgi.service.component.runtime;version=1.5,"
                        + "org.osgi.service.component.runtime.dto;version=1.5,org.osgi.service.cm;version=1.6.1,"
                        + "org.osgi.util.promise;version=1.3,org.osgi.util.function;version=1.2");
        properties.put("tenon.home", home.root().toString());
        properties.put("tenon.distribution", folder.toString());
        felix = new Felix(properties);
        felix.start();
        BundleContext context = felix.getBundleContext();
        library(ConfigurationManager.class);
        new SettingsStart().start(context);
        library(Activator.class);
        made.set(0);
        context.addServiceListener(
                event -> {
                    if (event.getType() == ServiceEvent.REGISTERED) {
                        made.incrementAndGet();
                    }
                },
                "(objectClass=java.util.function.Supplier)");
        // somebody who takes every greeter as it comes, as the assistant takes skills
        new ServiceTracker<Supplier<String>, Supplier<String>>(context, Supplier.class.getName(), null).open();
        jobs = new JobQueue();
        files = context.getService(context.getServiceReference(SettingsFiles.class));
        settings = new SettingsService(context, files, jobs, components());
    }

    private void library(Class<?> inJar) throws Exception {
        felix.getBundleContext()
                .installBundle("reference:"
                        + inJar.getProtectionDomain().getCodeSource().getLocation())
                .start();
    }

    private ServiceComponentRuntime components() {
        BundleContext context = felix.getBundleContext();
        return context.getService(context.getServiceReference(ServiceComponentRuntime.class));
    }

    void install() throws Exception {
        felix.getBundleContext().installBundle(jar.toUri().toString()).start();
    }

    void restart() throws Exception {
        close();
        start();
    }

    SettingsService settings() {
        return settings;
    }

    JobQueue jobs() {
        return jobs;
    }

    Path file(String pid) {
        return home.config().resolve(pid + ".json");
    }

    void write(String pid, String json) throws IOException {
        Files.writeString(file(pid), json);
    }

    List<Diagnosis.Finding> findings() {
        List<Diagnosis.Finding> findings = new ArrayList<>(new SettingsDiagnosis(files).findings());
        findings.addAll(new ComponentDiagnosis(felix.getBundleContext(), components()).findings());
        return findings;
    }

    String greeting() throws Exception {
        List<String> greetings = greetings();
        if (greetings.size() != 1) {
            throw new AssertionError("one greeter, not " + greetings);
        }
        return greetings.get(0);
    }

    /** What the greeters that serve say, sorted. */
    List<String> greetings() throws Exception {
        BundleContext context = felix.getBundleContext();
        List<String> said = new ArrayList<>();
        ServiceReference<?>[] references = context.getAllServiceReferences(Supplier.class.getName(), null);
        for (ServiceReference<?> reference : references == null ? new ServiceReference<?>[0] : references) {
            said.add(String.valueOf(((Supplier<?>) context.getService(reference)).get()));
        }
        return said.stream().sorted().toList();
    }

    /** How often a greeter has begun to serve since the start. */
    int made() {
        return made.get();
    }

    Job await(Job job) {
        return TestHost.ended(jobs, job, Duration.ofSeconds(40));
    }

    void close() throws Exception {
        if (felix != null) {
            jobs.close();
            felix.stop();
            felix.waitForStop(5_000);
        }
    }
}
