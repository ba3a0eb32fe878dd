// SPDX-License-Identifier: Apache-2.0
package dev.tenon.leases;

import static dev.tenon.leases.Calling.OWN_THREAD;
import static dev.tenon.leases.Calling.await;
import static dev.tenon.leases.Calling.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.api.device.Device;
import dev.tenon.api.lifecycle.PluginFailedException;
import dev.tenon.api.lifecycle.PluginWithdrawnException;
import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.Skill;
import dev.tenon.api.skill.SkillException;
import dev.tenon.runtime.LivePlugins;
import dev.tenon.runtime.ServiceOrigin;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.util.tracker.ServiceTracker;

/** Others get fronts, which stay when releases change. */
class FrontsTest {
    private static final String ID = "org.example.talker";
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private Container container;

    @BeforeEach
    void start() throws Exception {
        container = new Container(folder);
    }

    @AfterEach
    void stop() throws Exception {
        container.close();
    }

    @Test
    void noCallFailsWhileReleasesChangeAndNoLoaderStays() throws Exception {
        Bundle now = container.start(ID, "1.0.0", "skill-a");
        Skill skill = container.service(Skill.class);
        LongAdder calls = new LongAdder();
        Calling.Callers callers = new Calling.Callers(4, () -> {
            assertThat(said(skill, "")).startsWith("skill-a 1.");
            calls.increment();
        });
        List<WeakReference<ClassLoader>> gone = new ArrayList<>();
        for (int i = 1; i <= 30; i++) {
            Bundle next = container.stage(ID, "1." + i + ".0", "skill-a");
            assertThat(container.leases.replace(List.of(now), List.of(next), LONG))
                    .isEmpty();
            gone.add(new WeakReference<>(now.adapt(BundleWiring.class).getClassLoader()));
            container.retire(now);
            now = next;
        }
        callers.end();
        assertThat(calls.sum()).isPositive();
        assertThat(said(skill, "")).isEqualTo("skill-a 1.30.0");
        assertThat(container.service(Skill.class)).isSameAs(skill);
        await(() -> {
            System.gc();
            return gone.stream().allMatch(loader -> loader.get() == null);
        });
    }

    @Test
    void whoeverFoundNoVacancyTakesNoFrontAway() throws Exception {
        Bundle plugin = container.start(ID, "1.0.0", "skill-a");
        ServiceReference<Skill> reference = plugin.getBundleContext().getServiceReference(Skill.class);
        FrontFactory<Skill> factory = new SkillFronts();
        Target<Skill> first = new Target<>(plugin.getBundleContext(), reference, factory, new LongAdder());
        Target<Skill> second = new Target<>(plugin.getBundleContext(), reference, factory, new LongAdder());
        Front<Skill> front = new Front<>(factory, first);
        front.move(second);
        assertThat(front.withdrawIfStill(front.vacate(first))).isFalse();
        assertThat(front.current()).isSameAs(second);
        assertThat(front.withdrawIfStill(front.vacate(second))).isTrue();
        assertThat(front.current()).isNull();
    }

    /** Java 17 holds the class of the record that was compared last. */
    @Test
    void aReleaseWhoseRecordWasTheLastOneComparedIsLetGo() throws Exception {
        Bundle old = container.start(ID, "1.0.0", "skill-a");
        Bundle next = container.stage(ID, "1.1.0", "skill-a");
        assertThat(said(container.service(Skill.class), "record")).isEqualTo("false");
        WeakReference<ClassLoader> loader =
                new WeakReference<>(old.adapt(BundleWiring.class).getClassLoader());
        container.leases.replace(List.of(old), List.of(next), LONG);
        container.retire(old);
        await(() -> {
            System.gc();
            return loader.get() == null;
        });
    }

    @Test
    void othersSeeTheFrontAndThePluginItsOwn() throws Exception {
        Bundle plugin = container.start(ID, "1.0.0", "skill-a");
        ServiceReference<Skill> front = container.consumer.getServiceReference(Skill.class);
        assertThat(container.consumer.getServiceReferences(Skill.class, null)).hasSize(1);
        assertThat(front.getBundle()).isNotEqualTo(plugin);
        assertThat(front.getProperty(ServiceOrigin.PLUGIN_ID)).isEqualTo(ID);
        assertThat(front.getProperty(ServiceOrigin.PLUGIN_VERSION)).isEqualTo("1.0.0");
        assertThat(front.getProperty("made.by")).isEqualTo("1.0.0");
        assertThat(plugin.getBundleContext().getServiceReferences(Skill.class, null))
                .singleElement()
                .satisfies(own -> assertThat(own.getBundle()).isEqualTo(plugin));
    }

    @Test
    void whoeverWatchesHearsOfTheFrontAlone() throws Exception {
        ServiceTracker<Skill, Skill> tracker = new ServiceTracker<>(container.consumer, Skill.class, null);
        tracker.open();
        Bundle now = container.start(ID, "1.0.0", "skill-a");
        assertThat(tracker.getServiceReferences()).hasSize(1);
        Bundle next = container.stage(ID, "1.1.0", "skill-a");
        container.leases.replace(List.of(now), List.of(next), LONG);
        container.retire(now);
        assertThat(tracker.getServiceReferences()).singleElement().satisfies(front -> assertThat(
                        ServiceOrigin.of(front).version().toString())
                .isEqualTo("1.1.0"));
        assertThat(tracker.getTrackingCount()).isEqualTo(2); // once added, once modified
        tracker.close();
    }

    @Test
    void nobodySeesAStagedReleaseUntilItIsPublished() throws Exception {
        Bundle staged = container.stage(ID, "1.0.0", "skill-a");
        assertThat(live().serves(staged)).isFalse();
        assertThat(container.consumer.getServiceReference(Skill.class)).isNull();
        container.leases.replace(List.of(), List.of(staged), LONG);
        assertThat(live().serves(staged)).isTrue();
        assertThat(said(container.service(Skill.class), "")).isEqualTo("skill-a 1.0.0");
        container.leases.replace(List.of(staged), List.of(), LONG);
        assertThat(live().serves(staged)).isFalse();
        assertThat(container.consumer.getServiceReference(Skill.class)).isNull();
    }

    @Test
    void aReleaseHasLookedAroundBeforeItIsCalled() throws Exception {
        Bundle old = container.start(ID, "1.0.0", "device-a");
        System.clearProperty("dial.looked.by");
        Bundle next = container.stage(ID, "2.0.0", "device-a");
        assertThat(System.getProperty("dial.looked.by")).isNull();
        container.leases.replace(List.of(old), List.of(next), LONG);
        assertThat(System.getProperty("dial.looked.by")).isEqualTo("2.0.0");
    }

    @Test
    void eachOfSeveralServicesFindsItsSuccessor() throws Exception {
        Bundle old = container.start(ID, "1.0.0", "skill-a", "skill-b", "skill-gone");
        Skill b = find("skill-b");
        Skill goes = find("skill-gone");
        Bundle next = container.stage(ID, "2.0.0", "skill-b", "skill-a", "device-new");
        container.leases.replace(List.of(old), List.of(next), LONG);
        assertThat(said(b, "")).isEqualTo("skill-b 2.0.0");
        assertThat(find("skill-b")).isSameAs(b);
        assertThat(container.consumer.getServiceReferences(Skill.class, null)).hasSize(2);
        assertThat(container.service(Device.class).descriptor().name()).isEqualTo("2.0.0");
        assertThatThrownBy(() -> goes.descriptor()).isInstanceOf(PluginWithdrawnException.class);
        assertThatThrownBy(() -> goes.invoke(Arguments.of("do", ""), new Asker()))
                .isInstanceOfSatisfying(
                        SkillException.class, e -> assertThat(e.reason()).isEqualTo(SkillException.Reason.UNAVAILABLE));
    }

    @Test
    void aRenamedComponentKeepsItsFront() throws Exception {
        Bundle old = container.start(ID, "1.0.0", "skill-a");
        Skill skill = container.service(Skill.class);
        Bundle next = container.stage(ID, "2.0.0", "skill-renamed");
        container.leases.replace(List.of(old), List.of(next), LONG);
        assertThat(said(skill, "")).isEqualTo("skill-renamed 2.0.0");
        assertThat(find("skill-renamed")).isSameAs(skill);
    }

    @Test
    void onlySharedTypesCross() throws Exception {
        container.start(ID, "1.0.0", "skill-a", "device-a");
        Skill skill = container.service(Skill.class);
        assertThatThrownBy(() -> said(skill, "own value"))
                .isInstanceOf(PluginFailedException.class)
                .hasMessageContaining(ID)
                .hasMessageContaining("Fixture$OwnNumber");
        assertThatThrownBy(() -> said(skill, "own exception"))
                .isInstanceOf(PluginFailedException.class)
                .hasMessageContaining("Fixture$OwnException: mine")
                .hasNoCause();
        assertThatThrownBy(() -> said(skill, "io exception"))
                .isInstanceOf(PluginFailedException.class)
                .hasMessageContaining("java.io.IOException: disk");
        assertThatThrownBy(() -> skill.invoke(Arguments.of("do", "refuse"), new Asker()))
                .isInstanceOf(SkillException.class)
                .hasMessage("none");
        assertThatThrownBy(() -> container.service(Device.class).load())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("1.0.0");
    }

    @Test
    void thePluginsLoaderIsTheContextLoaderDuringACallAlone() throws Exception {
        container.start(ID, "1.0.0", "skill-a");
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        assertThat(said(container.service(Skill.class), "loader")).isEqualTo("true");
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
    }

    @Test
    void stateIsHandedOverAndNoCallIsCountedTwiceOrNotAtAll() throws Exception {
        Bundle now = container.start(ID, "1.0.0", "counter-a");
        Skill skill = container.service(Skill.class);
        LongAdder calls = new LongAdder();
        Calling.Callers callers = new Calling.Callers(3, () -> {
            said(skill, "");
            calls.increment();
        });
        for (int i = 1; i <= 10; i++) {
            Bundle next = container.stage(ID, "1." + i + ".0", "counter-a");
            assertThat(container.leases.replace(List.of(now), List.of(next), LONG))
                    .isEmpty();
            container.retire(now);
            now = next;
        }
        callers.end();
        assertThat(said(skill, "")).isEqualTo(calls.sum() + 1 + " 1.10.0");
    }

    private void replace(Bundle old, String version, String services) throws Exception {
        Bundle next = container.stage(ID, version, services);
        assertThat(container.leases.replace(List.of(old), List.of(next), LONG)).isEmpty();
    }

    @Test
    void whatAReleaseWorkedOutIsHandedOverWhileItIsCalled() throws Exception {
        Bundle old = container.start(ID, "1.0.0", "heir-a");
        Skill skill = container.service(Skill.class);
        assertThat(said(skill, "")).isEqualTo("1.0.0 knows what 1.0.0 found");
        Calling.Callers callers = new Calling.Callers(2, () -> said(skill, ""));
        replace(old, "1.1.0", "heir-a");
        callers.end();
        assertThat(said(skill, "")).isEqualTo("1.1.0 knows what 1.0.0 found");
    }

    @Test
    void aReleaseThatGetsNothingWorksItOutItself() throws Exception {
        Bundle old = container.start(ID, "9.0.0", "heir-a");
        Skill skill = container.service(Skill.class);
        assertThat(said(skill, "")).isEqualTo("9.0.0 knows what 9.0.0 found");
        replace(old, "9.1.0", "heir-a");
        assertThat(said(skill, "")).isEqualTo("9.1.0 knows what 9.1.0 found");
    }

    @Test
    void aReleaseThatCannotGiveItsStateIsReplacedAllTheSame() throws Exception {
        Bundle old = container.start(ID, "9.0.0", "counter-a");
        Skill skill = container.service(Skill.class);
        assertThat(said(skill, "")).isEqualTo("1 9.0.0");
        replace(old, "9.1.0", "counter-a");
        assertThat(said(skill, "")).isEqualTo("1 9.1.0");
    }

    @Test
    void aCallWaitsForAServiceThatIsMadeAnew() throws Exception {
        Bundle plugin = container.start(ID, "1.0.0", "skill-a");
        Skill skill = container.service(Skill.class);
        Skill own =
                plugin.getBundleContext().getService(plugin.getBundleContext().getServiceReference(Skill.class));
        ServiceRegistration<?> registration = registrationOf(plugin);
        registration.unregister();
        CompletableFuture<String> call = CompletableFuture.supplyAsync(() -> said(skill, ""), OWN_THREAD);
        assertThatThrownBy(() -> call.get(50, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        plugin.getBundleContext()
                .registerService(
                        Skill.class,
                        own,
                        new java.util.Hashtable<>(Map.of("component.name", "skill-a", "made.by", "x")));
        assertThat(call.get(20, TimeUnit.SECONDS)).isEqualTo("skill-a 1.0.0");
        assertThat(container.consumer.getServiceReference(Skill.class).getProperty("made.by"))
                .isEqualTo("x");
    }

    private ServiceRegistration<?> registrationOf(Bundle plugin) throws ReflectiveOperationException {
        Object reference = plugin.getRegisteredServices()[0];
        java.lang.reflect.Method method = reference.getClass().getDeclaredMethod("getRegistration");
        method.setAccessible(true);
        return (ServiceRegistration<?>) method.invoke(reference);
    }

    private LivePlugins live() {
        return container.service(LivePlugins.class);
    }

    private Skill find(String component) throws Exception {
        ServiceReference<Skill> reference = container
                .consumer
                .getServiceReferences(Skill.class, "(component.name=" + component + ")")
                .iterator()
                .next();
        return container.consumer.getService(reference);
    }
}
