// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tenon.admin.AdminException;
import dev.tenon.plugins.Gate.Limits;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.felix.framework.Felix;
import org.apache.felix.scr.impl.Activator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/** Broken bundles with real code in a real Felix. */
@Timeout(60)
class GateTest {
    private static final Limits SHORT = new Limits(Duration.ofSeconds(2), Duration.ofSeconds(2), OptionalLong.empty());
    private static final Limits LONG = new Limits(Duration.ofSeconds(20), Duration.ofSeconds(20), OptionalLong.empty());

    @TempDir
    Path folder;

    private Felix felix;
    private ServiceComponentRuntime components;
    private final List<String> notes = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        Map<String, Object> settings = new HashMap<>();
        settings.put(Constants.FRAMEWORK_STORAGE, folder.resolve("felix").toString());
        settings.put(
                Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                "org.osgi.service.component;version=1.5.1,org.osgi.service.component.runtime;version=1.5,"
                        + "org.osgi.service.component.runtime.dto;version=1.5,dev.tenon.api.skill;version=1.0,"
                        + "org.osgi.util.promise;version=1.3,org.osgi.util.function;version=1.2");
        felix = new Felix(settings);
        felix.start();
        BundleContext context = felix.getBundleContext();
        context.installBundle("reference:"
                        + Activator.class.getProtectionDomain().getCodeSource().getLocation())
                .start();
        components = context.getService(context.getServiceReference(ServiceComponentRuntime.class));
    }

    @AfterEach
    void stop() throws Exception {
        felix.stop();
        felix.waitForStop(1_000);
    }

    @Test
    void letsASoundReleaseThroughAndSaysWhatItDoes() throws Exception {
        Bundle bundle = install("sound", false);
        Gate gate = gate(LONG);
        gate.pass(bundle, true, notes::add);
        gate.stops(bundle, notes::add);
        assertThat(notes)
                .containsExactly(
                        "starting",
                        "giving its service Skill",
                        "understanding its own examples",
                        "stopping",
                        "stopping");
        assertThat(bundle.getState()).isEqualTo(Bundle.RESOLVED);
    }

    @Test
    void namesTheMethodThatHangsAndNeverWaitsForItAgain() throws Exception {
        Bundle bundle = install("hangs in activate", true);
        Gate gate = gate(SHORT);
        assertThat(refusal(gate, bundle))
                .isEqualTo("org.example.tides 1.0.0 is stuck: after 2 s it was still starting "
                        + "(it hangs in dev.tenon.plugins.Broken.hang)");
        assertThat(gate.isStuck(bundle)).isTrue();
        assertThat(refusal(gate, bundle)).contains("still stuck", "start Tenon again");
        Bundle other = felix.getBundleContext()
                .installBundle("other", new ByteArrayInputStream(Broken.jar("org.example.other", "sound", true)));
        gate(LONG).pass(other, true, notes::add);
    }

    @Test
    void namesADelayedComponentThatHangs() throws Exception {
        assertThat(refusal(gate(SHORT), install("hangs in activate", false)))
                .contains("still giving its service Skill (it hangs in dev.tenon.plugins.Broken.hang)");
    }

    @Test
    void recognisesADeadlock() throws Exception {
        assertThat(refusal(gate(SHORT), install("deadlocks", true)))
                .contains("still starting (it hangs in dev.tenon.plugins.Broken.deadlock: a deadlock)");
    }

    @Test
    void saysWhatAConstructorThrew() throws Exception {
        String words = "the constructor of its component org.example.tides threw IllegalStateException: no tide table";
        assertThat(refusal(gate(LONG), install("throws in constructor", false))).contains(words);
    }

    @Test
    void saysWhatAConstructorThrewAtTheStart() throws Exception {
        String words = "the constructor of its component org.example.tides threw IllegalStateException: no tide table";
        assertThat(refusal(gate(LONG), install("throws in constructor", true))).contains(words);
    }

    @Test
    void saysWhyAClassCannotBeLoaded() throws Exception {
        assertThat(refusal(gate(LONG), install("is cut in half", false)))
                .contains(
                        "does not give its service", "Broken cannot be loaded: ClassFormatError: Truncated class file");
    }

    @Test
    void refusesWhatRegistersNothingThoughItDeclares() throws Exception {
        assertThat(refusal(gate(LONG), install("registers nothing", false)))
                .isEqualTo("org.example.tides 1.0.0 starts, but does not register what it declares: "
                        + "dev.tenon.api.skill.Skill");
    }

    @Test
    void saysInWordsWhichPackageIsNotHere() throws Exception {
        assertThat(refusal(gate(LONG), importing("a", "dev.tenon.api.skill;version=\"[9,10)\"")))
                .matches("org.example.a 1.0.0 requires dev.tenon.api.skill \\[9.0.0,10.0.0\\);"
                        + " this host offers 1\\.[0-9.]+");
        assertThat(refusal(gate(LONG), importing("b", "org.example.tea")))
                .isEqualTo("org.example.b 1.0.0 requires org.example.tea, which nobody here provides;"
                        + " its author must embed the package or use one that the platform offers");
    }

    private Bundle importing(String name, String packages) throws Exception {
        byte[] jar = Market.jar("org.example." + name, "1.0.0", "Import-Package", packages);
        return felix.getBundleContext().installBundle(name, new ByteArrayInputStream(jar));
    }

    @Test
    void refusesASkillThatFailsAtItsOwnExamples() throws Exception {
        assertThat(refusal(gate(LONG), install("throws at examples", false)))
                .contains("fails at its own example 'when is high tide?': IllegalArgumentException: unknown harbour");
    }

    @Test
    void aRehearsalLetsASkillAnswerItsExamplesAndTheHostDoesNot() throws Exception {
        Bundle bundle = install("fails in invoke", false);
        gate(LONG).pass(bundle, true, notes::add);
        bundle.stop();
        assertThat(rehearsalRefuses(gate(LONG), bundle))
                .isEqualTo("org.example.tides 1.0.0 starts, but fails to answer its own example 'when is high tide?': "
                        + "NoClassDefFoundError: org/example/Moon");
        assertThat(notes).contains("answering its own example 'when is high tide?'");
    }

    @Test
    void aRehearsalNamesAnAnswerThatDoesNotComeBack() throws Exception {
        Limits limits = Limits.together(Duration.ofSeconds(5));
        assertThat(rehearsalRefuses(gate(limits), install("hangs in invoke", false)))
                .contains(
                        "still answering its own example 'when is high tide?'",
                        "(it hangs in dev.tenon.plugins.Broken.hang)");
    }

    @Test
    void aRehearsalBearsWhatTheAssistantBears() throws Exception {
        gate(LONG).pass(install("throws in invoke", false), false, notes::add);
        assertThat(notes).contains("answering its own example 'when is high tide?'");
    }

    @Test
    void aRehearsalCallsOffAnAnswerThatTakesLong() throws Exception {
        gate(LONG).pass(install("waits in invoke", false), false, notes::add);
        assertThat(notes).contains("answering its own example 'when is high tide?'");
    }

    @Test
    void aRehearsalLetsNothingAnswerThatAsksForAPermission() throws Exception {
        gate(LONG).pass(install("asks and fails in invoke", false), false, notes::add);
        assertThat(notes).noneMatch(note -> note.startsWith("answering"));
    }

    @Test
    void noticesThatABundleDoesNotStop() throws Exception {
        Bundle bundle = install("hangs in deactivate", true);
        Gate gate = gate(SHORT);
        gate(LONG).pass(bundle, true, notes::add);
        assertThatThrownBy(() -> gate.stops(bundle, notes::add))
                .isInstanceOf(AdminException.class)
                .hasMessageContaining("still stopping (it hangs in dev.tenon.plugins.Broken.hang)");
    }

    @Test
    void neverWaitsForADelayedComponentThatDoesNotStopAfterItsProbe() throws Exception {
        assertThat(refusal(gate(SHORT), install("hangs in deactivate", false)))
                .contains("still stopping (it hangs in dev.tenon.plugins.Broken.hang)");
    }

    @Test
    void limitsAllOfItTogether() throws Exception {
        long started = System.nanoTime();
        assertThat(refusal(gate(Limits.together(Duration.ofMillis(700))), install("hangs in activate", true)))
                .contains("is stuck");
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(10));
    }

    private Gate gate(Limits limits) {
        return new Gate(felix.getBundleContext(), components, limits);
    }

    private Bundle install(String how, boolean immediate) throws Exception {
        return felix.getBundleContext()
                .installBundle("tides", new ByteArrayInputStream(Broken.jar("org.example.tides", how, immediate)));
    }

    private String rehearsalRefuses(Gate gate, Bundle bundle) {
        return catchThrowableOfType(AdminException.class, () -> gate.pass(bundle, false, notes::add))
                .getMessage();
    }

    private String refusal(Gate gate, Bundle bundle) {
        AdminException e = catchThrowableOfType(AdminException.class, () -> gate.pass(bundle, true, notes::add));
        assertThat(e.reason()).isEqualTo(AdminException.Reason.UNFIT);
        return e.getMessage();
    }
}
