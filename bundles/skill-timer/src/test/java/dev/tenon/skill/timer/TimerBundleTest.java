// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.timer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.api.platform.DataFolder;
import dev.tenon.api.platform.Notices;
import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.Skill;
import dev.tenon.api.skill.SkillResult;
import dev.tenon.tck.TestSkillContext;
import java.io.File;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.apache.felix.framework.Felix;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.util.tracker.ServiceTracker;

/** The bundle in a real framework, with a real clock. */
@Timeout(120)
class TimerBundleTest {
    @TempDir
    Path folder;

    private final BlockingQueue<String> rung = new LinkedBlockingQueue<>();
    private Felix felix;
    private BundleContext context;
    private Bundle timer;

    @BeforeEach
    void start() throws Exception {
        Map<String, Object> settings = new HashMap<>();
        settings.put(Constants.FRAMEWORK_STORAGE, folder.resolve("felix").toString());
        settings.put(
                Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                String.join(
                        ",",
                        exports("tenon-api"),
                        exports("slf4j-api"),
                        exports("jackson-annotations"),
                        exports("jackson-core"),
                        exports("jackson-databind")));
        settings.put(Constants.FRAMEWORK_SYSTEMCAPABILITIES_EXTRA, "tenon.host;version:Version=1.0.0");
        felix = new Felix(settings);
        felix.start();
        context = felix.getBundleContext();
        context.registerService(DataFolder.class, () -> folder, null);
        context.registerService(Notices.class, rung::add, null);
        for (String library : List.of(
                "org.osgi.util.function",
                "org.osgi.util.promise",
                "org.osgi.service.component-",
                "org.apache.felix.scr")) {
            context.installBundle("reference:" + entry(library).toUri()).start();
        }
        timer = context.installBundle(
                "reference:" + Path.of("target/classes").toAbsolutePath().toUri());
        timer.start();
    }

    @AfterEach
    void stop() throws Exception {
        felix.stop();
        felix.waitForStop(5_000);
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

    /** Starts a timer as the assistant would. */
    private String startTimer(long seconds, String name) throws Exception {
        ServiceTracker<Skill, Skill> tracker = new ServiceTracker<>(context, Skill.class, null);
        tracker.open(true);
        try {
            assertThat(tracker.waitForService(10_000)).isNotNull();
            Skill skill = Arrays.stream(tracker.getServices(new Skill[0]))
                    .filter(found -> found.descriptor().name().equals("start-timer"))
                    .findFirst()
                    .orElseThrow();
            SkillResult result = skill.invoke(
                    new Arguments(Map.of("seconds", seconds, "name", name)),
                    TestSkillContext.in(Locale.ENGLISH).withTime(Instant.now(), ZoneOffset.UTC));
            return result.text();
        } finally {
            tracker.close();
        }
    }

    @Test
    void offersItsSkillsAndRings() throws Exception {
        assertThat(startTimer(1, "eggs")).startsWith("Timer 1 (eggs) is set for 1 second");
        assertThat(rung.poll(20, TimeUnit.SECONDS)).startsWith("Timer 1 (eggs) has ended");
        ServiceReference<?>[] skills = context.getAllServiceReferences(Skill.class.getName(), null);
        assertThat(skills).hasSize(3);
    }

    @Test
    void ringsAfterARestartThoughNobodyAsksForATimer() throws Exception {
        startTimer(2, "eggs");
        timer.stop();
        assertThat(rung).isEmpty();
        timer.start();
        assertThat(rung.poll(20, TimeUnit.SECONDS)).startsWith("Timer 1 (eggs) has ended");
    }

    @Test
    void leavesNoThreadAndNoClassLoaderBehind() throws Exception {
        startTimer(3_600, "eggs");
        WeakReference<ClassLoader> loader =
                new WeakReference<>(timer.adapt(BundleWiring.class).getClassLoader());
        timer.uninstall();
        timer = null;
        CountDownLatch refreshed = new CountDownLatch(1);
        felix.adapt(FrameworkWiring.class).refreshBundles(null, event -> refreshed.countDown());
        assertThat(refreshed.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("timer-bell");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (loader.get() != null && System.nanoTime() < end) {
            System.gc();
            Thread.onSpinWait();
        }
        assertThat(loader.get()).as("the bundle's class loader").isNull();
    }
}
