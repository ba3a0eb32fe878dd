// SPDX-License-Identifier: Apache-2.0
package dev.tenon.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.admin.Change;
import dev.tenon.admin.Change.Action;
import dev.tenon.admin.Generations;
import dev.tenon.admin.Job;
import dev.tenon.admin.Jobs;
import dev.tenon.admin.Plugins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;

/** Broken plugins are installed while somebody asks: refused with a sentence, nothing left, every question answered. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class RehearsalIT {
    private static final long LIMIT_NANOS = 180_000_000_000L;
    private static final long PAUSE_NANOS = 20_000_000;
    private static final String ID = "org.example.teapot";
    private static final String DECLARED = "Provide-Capability";

    @Test
    public void refusesWhatEndsOrEatsItsJvm() throws Exception {
        assertThat(refusal("exits in activate"))
                .contains("ended its process while it was giving its service Skill", "exit status 7", "System.exit");
        assertThat(refusal("halts in activate")).contains("ended its process", "exit status 0");
        assertThat(refusal("eats the heap", 48))
                .contains("needs more than the 48 MB of memory that it declares while it was giving its service Skill");
        assertThat(refusal("eats the heap", 5)).contains("declares the memory '5'");
    }

    @Test
    public void refusesWhatThrowsOrRegistersNothing() throws Exception {
        assertThat(refusal("throws in its constructor"))
                .contains("the constructor of its component " + ID + " threw IllegalStateException: no tide table");
        SkillJar silent = jar("registers nothing", 0).header("Service-Component", "");
        assertThat(refusal(silent)).contains("does not register what it declares: dev.tenon.api.skill.Skill");
    }

    @Test
    public void refusesWhatHangsAndSaysWhere() throws Exception {
        limit(6);
        assertThat(refusal("hangs in activate"))
                .containsPattern("after \\d s it was still giving its service Skill")
                .contains("(it hangs in dev.tenon.it.BrokenSkill.activate)");
        assertThat(refusal("deadlocks in activate")).contains("dev.tenon.it.BrokenSkill.deadlock: a deadlock)");
        assertThat(refusal("loops in deactivate"))
                .contains("it was still stopping (it hangs in dev.tenon.it.BrokenSkill.deactivate)");
    }

    @Test
    public void takesWhatIsSound() throws Exception {
        Job job = install(jar("not at all", 0));
        assertThat(job.problem()).isEmpty();
        assertThat(job.steps()).contains("rehearse " + ID + " 1.0.0", "check " + ID + " 1.0.0", "commit");
        assertThat(ended(Action.REMOVE, "teapot").problem()).isEmpty();
    }

    private static String refusal(String how) throws Exception {
        return refusal(how, 0);
    }

    private static String refusal(String how, int memory) throws Exception {
        return refusal(jar(how, memory));
    }

    private static String refusal(SkillJar jar) throws Exception {
        Path home = Path.of(InContainer.framework().getProperty("tenon.home"));
        List<String> stored = files(home.resolve("store/sha256"));
        long generation = current();
        Job job = install(jar);
        assertThat(job.problem()).isPresent();
        assertThat(job.problem().get().code()).isEqualTo("unfit");
        assertThat(job.steps()).contains("rehearse " + ID + " 1.0.0").doesNotContain("commit");
        assertThat(current()).isEqualTo(generation);
        assertThat(Arrays.stream(InContainer.framework().getBundles()).map(Bundle::getSymbolicName))
                .doesNotContain(ID);
        assertThat(home.resolve("cache/rehearsal")).doesNotExist();
        assertThat(files(home.resolve("run"))).noneMatch(file -> file.endsWith(".sock"));
        assertThat(files(home.resolve("store/sha256"))).containsExactlyInAnyOrderElementsOf(stored);
        assertThat(job.problem().get().message()).doesNotContain("\n");
        return job.problem().get().message();
    }

    /** Installs a plugin while somebody asks. */
    private static Job install(SkillJar jar) throws Exception {
        Path folder = Work.folder("broken");
        try (Caller caller = new Caller()) {
            assertThat(caller).isNotNull();
            return ended(Action.INSTALL, jar.write(folder).toString());
        } finally {
            Work.delete(folder);
        }
    }

    private static SkillJar jar(String how, int memory) {
        String plugin = "tenon.plugin;tenon.plugin=\"" + ID + "\";name=Tested;summary=\"Is tested.\";"
                + "categories:List<String>=skill;effective:=tenon"
                + (memory == 0 ? "" : ";memory:Long=" + memory);
        return new SkillJar(ID, BrokenSkill.class)
                .file("broken.txt", how)
                .examples("steep my tea")
                .header(DECLARED, plugin + ",osgi.service;objectClass:List<String>=\"dev.tenon.api.skill.Skill\"");
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::toString).toList();
        }
    }

    private static long current() throws InterruptedException {
        return InContainer.service(Generations.class).history().stream()
                .filter(Generations.Generation::current)
                .findFirst()
                .orElseThrow()
                .number();
    }

    /** Shortens the time limit and waits until it counts. */
    private static void limit(int seconds) throws Exception {
        List<ServiceReference<?>> before = plugins();
        Dictionary<String, Object> values = new Hashtable<>();
        values.put("limit.seconds", seconds);
        BundleContext context = InContainer.stranger();
        context.getService(context.getServiceReference(ConfigurationAdmin.class))
                .getConfiguration("dev.tenon.plugins.rehearsal", "?")
                .update(values);
        for (long end = System.nanoTime() + LIMIT_NANOS; System.nanoTime() < end; LockSupport.parkNanos(PAUSE_NANOS)) {
            List<ServiceReference<?>> now = plugins();
            if (!now.isEmpty() && !now.equals(before)) {
                return;
            }
        }
        throw new AssertionError("the limit does not change");
    }

    private static List<ServiceReference<?>> plugins() throws InvalidSyntaxException {
        ServiceReference<?>[] all = InContainer.framework().getAllServiceReferences(Plugins.class.getName(), null);
        return all == null ? List.of() : List.of(all);
    }

    private static Job ended(Action action, String plugin) throws InterruptedException {
        Jobs jobs = InContainer.service(Jobs.class);
        String id = InContainer.service(Plugins.class)
                .apply(new Change(
                        action, plugin, "", action == Action.INSTALL ? Set.of(Change.Option.UNSIGNED) : Set.of()))
                .id();
        for (long end = System.nanoTime() + LIMIT_NANOS; System.nanoTime() < end; LockSupport.parkNanos(PAUSE_NANOS)) {
            Job job = jobs.find(id).orElseThrow();
            if (job.state() == Job.State.DONE || job.state() == Job.State.FAILED) {
                return job;
            }
        }
        throw new AssertionError("the job does not end: " + jobs.find(id));
    }
}
