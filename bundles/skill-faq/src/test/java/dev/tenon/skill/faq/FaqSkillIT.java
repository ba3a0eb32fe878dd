// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.faq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.api.health.HealthCheck;
import dev.tenon.api.platform.DataFolder;
import dev.tenon.api.skill.Skill;
import dev.tenon.api.skill.SkillResult;
import dev.tenon.api.skill.Utterance;
import dev.tenon.tck.TestSkillContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.util.tracker.ServiceTracker;

/** The built bundle in a container that knows nothing of the Markdown reader, called with an odd context loader. */
class FaqSkillIT {
    private static final String API =
            "dev.tenon.api.skill;version=1.0.0,dev.tenon.api.lifecycle;version=1.0.0,dev.tenon.api.health;version=1.0.0,"
                    + "dev.tenon.api.platform;version=1.1.0,dev.tenon.api.backend;version=1.1.0,"
                    + "dev.tenon.api.tensor;version=1.0.0,org.slf4j;version=2.0.17";

    @Test
    void answersInsideTheContainer(@TempDir Path cache, @TempDir Path data) throws Exception {
        Framework framework = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        cache.toString(),
                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                        API,
                        Constants.FRAMEWORK_SYSTEMCAPABILITIES_EXTRA,
                        "tenon.host;version:Version=1.0.0"));
        framework.start();
        Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            BundleContext context = framework.getBundleContext();
            for (String library : List.of("util.function", "util.promise", "service.component", "felix.scr")) {
                context.installBundle(jar(library)).start();
            }
            Files.createDirectories(data.resolve("documents"));
            Files.writeString(
                    data.resolve("documents/dogs.md"),
                    "# Dogs\n\n| Where | Allowed |\n| --- | --- |\n| Garden | yes |\n");
            DataFolder folder = () -> data;
            context.registerService(DataFolder.class, folder, new Hashtable<>());
            Bundle bundle = context.installBundle(
                    Path.of(System.getProperty("bundle")).toUri().toString());
            bundle.start();
            ServiceTracker<Skill, Skill> skills = new ServiceTracker<>(context, Skill.class, null);
            skills.open();
            Skill skill = skills.waitForService(10_000);
            assertThat(skill).as("the skill's service").isNotNull();
            var understood = skill.understand(Utterance.of("Are dogs allowed in the garden?", Locale.ENGLISH));
            SkillResult answer =
                    skill.invoke(understood.orElseThrow().arguments(), TestSkillContext.in(Locale.ENGLISH));
            assertThat(answer.text()).contains("Garden | yes").endsWith("Source: dogs.md › Dogs");
            assertThat(context.getServiceReference(HealthCheck.class)).isNotNull();
        } finally {
            framework.stop();
            framework.waitForStop(10_000);
        }
    }

    private static String jar(String part) {
        return Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                .filter(entry -> entry.contains(part) && entry.endsWith(".jar") && !entry.contains("annotations"))
                .findFirst()
                .map(entry -> Path.of(entry).toUri().toString())
                .orElseThrow(() -> new AssertionError("not on the class path: " + part));
    }
}
