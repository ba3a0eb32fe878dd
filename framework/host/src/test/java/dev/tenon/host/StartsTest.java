// SPDX-License-Identifier: Apache-2.0
package dev.tenon.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.generation.Generation;
import dev.tenon.generation.GenerationStore;
import dev.tenon.generation.Home;
import dev.tenon.generation.Member;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.felix.framework.Felix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;

@Timeout(60)
class StartsTest {
    @TempDir
    Path folder;

    /** A plugin whose start does not end. */
    public static final class Hanging implements BundleActivator {
        @Override
        public void start(BundleContext context) throws InterruptedException {
            new CountDownLatch(1).await();
        }

        @Override
        public void stop(BundleContext context) {}
    }

    @Test
    void leavesAPluginBehindThatHangsAndRemembersItAsLongAsItIsInstalled() throws Exception {
        Home home = Home.open(folder.resolve("home"));
        Member hanging = member("org.example.hanging", "a");
        Member sound = member("org.example.sound", "b");
        Generation generation = new GenerationStore(home).commit("both", List.of(hanging, sound));
        Felix felix = EmptyFelix.in(folder);
        try {
            Starts starts = new Starts(StuckPlugins.of(home, generation), Duration.ofMillis(300));
            starts.start(hanging, install(felix, hanging, Hanging.class.getName()));
            Bundle second = install(felix, sound, "");
            starts.start(sound, second);
            assertThat(second.getState()).isEqualTo(Bundle.ACTIVE);
        } finally {
            felix.stop();
            felix.waitForStop(300);
        }
        assertThat(StuckPlugins.of(home, generation).contains(hanging)).isTrue();
        assertThat(StuckPlugins.of(home, generation).contains(sound)).isFalse();
        Generation without = new GenerationStore(home).commit("removed", List.of(sound));
        assertThat(StuckPlugins.of(home, without).contains(hanging)).isFalse();
    }

    @Test
    void startsOneBesideTheOthers() throws Exception {
        Home home = Home.open(folder.resolve("home"));
        Member slow = new Member("org.example.hanging", "1.0.0", "a".repeat(64), 1, Member.Origin.DISTRIBUTION, "");
        Member sound = member("org.example.sound", "b");
        Generation generation = new GenerationStore(home).commit("both", List.of(slow, sound));
        Felix felix = EmptyFelix.in(folder);
        try {
            CountDownLatch starting = new CountDownLatch(1);
            Bundle first = install(felix, slow, Hanging.class.getName());
            felix.getBundleContext().addBundleListener((SynchronousBundleListener) event -> {
                if (event.getBundle().equals(first) && event.getType() == BundleEvent.STARTING) {
                    starting.countDown();
                }
            });
            Starts starts = new Starts(StuckPlugins.of(home, generation));
            Thread beside = starts.startBeside(slow, first);
            assertThat(starting.await(20, TimeUnit.SECONDS)).isTrue();
            Bundle second = install(felix, sound, "");
            starts.start(sound, second);
            assertThat(second.getState()).isEqualTo(Bundle.ACTIVE);
            assertThat(first.getState()).isEqualTo(Bundle.STARTING);
            Thread.currentThread().interrupt();
            Starts.join(beside);
            assertThat(Thread.interrupted()).isTrue();
            beside.join(20_000);
            assertThat(beside.isAlive()).as("the interrupt reached it").isFalse();
        } finally {
            felix.stop();
            felix.waitForStop(5_000);
        }
    }

    private static Member member(String id, String digit) {
        return new Member(id, "1.0.0", digit.repeat(64), 1, Member.Origin.FILE, "");
    }

    private Bundle install(Felix felix, Member member, String activator) throws Exception {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", member.symbolicName());
        main.putValue("Import-Package", "org.osgi.framework");
        if (!activator.isEmpty()) {
            main.putValue("Bundle-Activator", activator);
        }
        Path jar = folder.resolve(member.symbolicName() + ".jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            if (!activator.isEmpty()) {
                put(out, activator.replace('.', '/') + ".class");
            }
        }
        return felix.getBundleContext().installBundle(jar.toUri().toString());
    }

    private static void put(JarOutputStream out, String entry) throws IOException {
        out.putNextEntry(new JarEntry(entry));
        try (InputStream in = Objects.requireNonNull(StartsTest.class.getResourceAsStream("/" + entry))) {
            in.transferTo(out);
        }
    }
}
