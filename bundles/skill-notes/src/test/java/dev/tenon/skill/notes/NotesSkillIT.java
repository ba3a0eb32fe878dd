// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.notes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.api.platform.DataFolder;
import dev.tenon.api.skill.Skill;
import dev.tenon.api.skill.Utterance;
import dev.tenon.tck.TestSkillContext;
import java.io.File;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;

/** The built bundle in a container: three skills of one plugin share its store, across a restart. */
class NotesSkillIT {
    /** Some host of the first generation: the API is this test's own. */
    private static final String HOST = "dev.tenon.api.skill;version=1.99.0,dev.tenon.api.lifecycle;version=1.99.0,"
            + "dev.tenon.api.platform;version=1.99.0";

    @Test
    void keepsNotesInsideTheContainer(@TempDir Path cache, @TempDir Path home) throws Exception {
        Framework framework = container(cache);
        try {
            BundleContext context = framework.getBundleContext();
            Bundle bundle = context.installBundle(
                    Path.of(System.getProperty("bundle")).toUri().toString());
            bundle.start();
            assertThat(skills(context)).as("without a data folder").isEmpty();
            context.registerService(DataFolder.class, () -> home, null);
            assertThat(ask(context, "add-note", "add a note: buy milk")).isEqualTo("Noted as number 1: buy milk");
            assertThat(ask(context, "list-notes", "我的笔记")).contains("1. buy milk");
            bundle.stop();
            bundle.start();
            assertThat(ask(context, "delete-note", "delete note 1")).isEqualTo("Deleted note 1: buy milk");
        } finally {
            framework.stop();
            framework.waitForStop(10_000);
        }
    }

    /** The host's Jackson stays when the plugin goes: it must not hold on to the plugin's classes. */
    @Test
    void leavesNoClassLoaderBehind(@TempDir Path cache, @TempDir Path home) throws Exception {
        Framework framework = container(cache);
        try {
            BundleContext context = framework.getBundleContext();
            context.registerService(DataFolder.class, () -> home, null);
            WeakReference<ClassLoader> loader = usedAndUninstalled(context);
            CountDownLatch refreshed = new CountDownLatch(1);
            framework.adapt(FrameworkWiring.class).refreshBundles(null, event -> refreshed.countDown());
            assertThat(refreshed.await(20, TimeUnit.SECONDS)).isTrue();
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (loader.get() != null && System.nanoTime() < end) {
                System.gc();
                Thread.onSpinWait();
            }
            assertThat(loader.get()).as("the bundle's class loader").isNull();
        } finally {
            framework.stop();
            framework.waitForStop(10_000);
        }
    }

    /** Written, and read again by a second life of the bundle. */
    private static WeakReference<ClassLoader> usedAndUninstalled(BundleContext context) throws Exception {
        Bundle bundle = context.installBundle(
                Path.of(System.getProperty("bundle")).toUri().toString());
        bundle.start();
        ask(context, "add-note", "add a note: buy milk");
        bundle.stop();
        bundle.start();
        assertThat(ask(context, "list-notes", "我的笔记")).contains("1. buy milk");
        ClassLoader loader = bundle.adapt(BundleWiring.class).getClassLoader();
        bundle.uninstall();
        return new WeakReference<>(loader);
    }

    private static Framework container(Path cache) throws Exception {
        Framework framework = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        cache.toString(),
                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                        HOST,
                        Constants.FRAMEWORK_SYSTEMCAPABILITIES_EXTRA,
                        "tenon.host;version:Version=1.0.0"));
        framework.start();
        BundleContext context = framework.getBundleContext();
        for (String library : List.of("jackson-annotations", "jackson-core", "jackson-databind")) {
            context.installBundle(jar(library));
        }
        for (String library : List.of("util.function", "util.promise", "service.component-", "felix.scr")) {
            context.installBundle(jar(library)).start();
        }
        return framework;
    }

    private static Collection<ServiceReference<Skill>> skills(BundleContext context) throws Exception {
        return context.getServiceReferences(Skill.class, null);
    }

    private static String ask(BundleContext context, String name, String request) throws Exception {
        for (ServiceReference<Skill> reference : skills(context)) {
            Skill skill = context.getService(reference);
            try {
                if (skill.descriptor().name().equals(name)) {
                    var understood = skill.understand(Utterance.of(request, Locale.ENGLISH));
                    return skill.invoke(understood.orElseThrow().arguments(), TestSkillContext.in(Locale.ENGLISH))
                            .text();
                }
            } finally {
                context.ungetService(reference);
            }
        }
        throw new AssertionError("no skill " + name + " among " + skills(context));
    }

    private static String jar(String part) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> new File(entry).getName().contains(part)
                        && entry.endsWith(".jar")
                        && !entry.contains("component.annotations"))
                .findFirst()
                .map(entry -> Path.of(entry).toUri().toString())
                .orElseThrow(() -> new AssertionError("not on the class path: " + part));
    }
}
