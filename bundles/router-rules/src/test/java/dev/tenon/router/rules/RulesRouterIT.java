// SPDX-License-Identifier: Apache-2.0
package dev.tenon.router.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.api.router.Decision.Verdict;
import dev.tenon.api.router.Route;
import dev.tenon.api.router.Router;
import dev.tenon.api.skill.Utterance;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.util.tracker.ServiceTracker;

/** The built bundle in a container: rules come from the configuration, and a malformed one stops the component. */
class RulesRouterIT {
    private static final String COIN = "org.example.coin/flip";
    private static final String HOST = "dev.tenon.api.router;version=1.99.0,dev.tenon.api.skill;version=1.99.0,"
            + "dev.tenon.api.lifecycle;version=1.99.0,org.slf4j;version=2.0.17,org.osgi.service.cm;version=1.6.1";

    @Test
    void takesItsRulesFromTheConfiguration(@TempDir Path cache) throws Exception {
        Framework framework = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        cache.toString(),
                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                        HOST,
                        Constants.FRAMEWORK_SYSTEMCAPABILITIES_EXTRA,
                        "tenon.host;version:Version=1.0.0"));
        framework.start();
        try {
            BundleContext context = framework.getBundleContext();
            for (String library :
                    List.of("util.function", "util.promise", "service.component-", "felix.configadmin", "felix.scr")) {
                context.installBundle(jar(library)).start();
            }
            context.installBundle(Path.of(System.getProperty("bundle")).toUri().toString())
                    .start();
            assertThat(waited(context, Verdict.NOBODY)).isTrue();
            ServiceReference<Router> unruled = context.getServiceReference(Router.class);
            assertThat(unruled.getProperty(Constants.SERVICE_RANKING)).isEqualTo(100);
            configure(context, "coin|硬币 -> " + COIN);
            assertThat(waited(context, Verdict.ANSWER)).isTrue();
            configure(context, "coin|硬币 => " + COIN);
            assertThat(gone(context)).as("a malformed rule").isTrue();
            configure(context, "coin -> " + COIN);
            assertThat(waited(context, Verdict.ANSWER)).isTrue();
        } finally {
            framework.stop();
            framework.waitForStop(10_000);
        }
    }

    private static void configure(BundleContext context, String... rules) throws Exception {
        ServiceTracker<ConfigurationAdmin, ConfigurationAdmin> admin =
                new ServiceTracker<>(context, ConfigurationAdmin.class, null);
        admin.open();
        Configuration configuration = admin.waitForService(10_000).getConfiguration(RulesRouter.PID, "?");
        Dictionary<String, Object> values = new Hashtable<>();
        values.put("rules", rules);
        configuration.update(values);
        admin.close();
    }

    private static boolean waited(BundleContext context, Verdict expected) {
        Route coin = new Route(
                COIN, "Flips.", Map.of(Locale.ENGLISH, List.of("heads or tails")), List.of(), Optional.empty());
        return within(() -> router(context)
                .map(router -> router.decide(Utterance.of("a coin", Locale.ENGLISH), List.of(coin))
                        .verdict())
                .filter(expected::equals)
                .isPresent());
    }

    private static boolean gone(BundleContext context) {
        return within(() -> router(context).isEmpty());
    }

    /** Configurations arrive on a thread of their own. */
    private static boolean within(java.util.function.BooleanSupplier condition) {
        long end = System.nanoTime() + 20_000_000_000L;
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        return condition.getAsBoolean();
    }

    private static Optional<Router> router(BundleContext context) {
        return Optional.ofNullable(context.getServiceReference(Router.class)).map(context::getService);
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
