// SPDX-License-Identifier: Apache-2.0
package dev.tenon.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.admin.Change;
import dev.tenon.admin.Change.Action;
import dev.tenon.admin.InstalledPlugin;
import dev.tenon.admin.Job;
import dev.tenon.admin.Jobs;
import dev.tenon.admin.Plugins;
import dev.tenon.api.platform.Answer;
import dev.tenon.api.platform.Answer.Outcome;
import dev.tenon.api.platform.Answers;
import dev.tenon.api.skill.Attachment;
import dev.tenon.api.skill.Utterance;
import dev.tenon.runtime.ModelStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;

/** Plugins and models come and go in the running container. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class PluginsIT {
    private static final long LIMIT_NANOS = 60_000_000_000L;
    private static final Path PICTURES = Work.data().resolve("image-classification");

    @Test
    public void skillsAnswer() throws Exception {
        assertThat(ask("what is 17.5 % of 240?").text()).contains("42");
        assertThat(ask("what time is it in Tokyo?").answeredBy()).hasValue("dev.tenon.skill.clock/clock");
    }

    @Test
    public void aPluginAnswersWhileItIsInstalledAndLeavesNothing() throws Exception {
        Answers answers = InContainer.service(Answers.class);
        Utterance miles = Utterance.of("how many miles is 42.195 km?", Locale.ENGLISH);
        assertThat(answers.ask(miles).outcome()).isEqualTo(Outcome.NOBODY);
        change(Action.INSTALL, sample("skill-units").toString());
        assertThat(answers.ask(miles).text()).contains("26.2");
        assertThat(InContainer.service(Plugins.class).installed())
                .filteredOn(plugin -> plugin.shortName().equals("skill-units"))
                .extracting(InstalledPlugin::state)
                .containsExactly("active");
        change(Action.REMOVE, "skill-units");
        assertThat(answers.ask(miles).outcome()).isEqualTo(Outcome.NOBODY);
        assertThat(Stream.of(InContainer.framework().getBundles()).map(Bundle::getSymbolicName))
                .doesNotContain("dev.tenon.skill.units");
    }

    @Test
    public void aModelAnswersThroughAPluginThatCameLater() throws Exception {
        if (!Files.isDirectory(PICTURES)) {
            System.err.println("Not tested, no real models and pictures: " + PICTURES);
            return;
        }
        change(Action.INSTALL, sample("skill-image-label").toString(), "unresolvable");
        ModelStore models = InContainer.service(ModelStore.class);
        models.add("squeezenet", Optional.empty(), (done, all) -> {});
        change(Action.INSTALL, sample("skill-image-label").toString());
        ByteBuffer goldfish =
                ByteBuffer.wrap(Files.readAllBytes(PICTURES.resolve("onnxruntime-inference-examples/goldfish.jpg")));
        Utterance what = new Utterance(
                "what is in this picture?", Locale.ENGLISH, List.of(new Attachment("image/jpeg", goldfish)));
        assertThat(InContainer.service(Answers.class).ask(what).text()).contains("goldfish");
        change(Action.REMOVE, "skill-image-label");
        models.remove("squeezenet");
        assertThat(imagesOfOnnxRuntime()).isEqualTo(1);
    }

    private static Answer ask(String words) throws InterruptedException {
        Answer answer = InContainer.service(Answers.class).ask(Utterance.of(words, Locale.ENGLISH));
        assertThat(answer.outcome()).as(answer.toString()).isEqualTo(Outcome.ANSWERED);
        return answer;
    }

    private static void change(Action action, String plugin) throws InterruptedException {
        assertThat(ended(action, plugin).problem()).isEmpty();
    }

    private static void change(Action action, String plugin, String code) throws InterruptedException {
        assertThat(ended(action, plugin).problem().orElseThrow().code()).isEqualTo(code);
    }

    private static Job ended(Action action, String plugin) throws InterruptedException {
        Jobs jobs = InContainer.service(Jobs.class);
        String id = InContainer.service(Plugins.class)
                .apply(new Change(action, plugin, "", Set.of(Change.Option.UNSIGNED)))
                .id();
        for (long end = System.nanoTime() + LIMIT_NANOS; System.nanoTime() < end; Thread.onSpinWait()) {
            Job job = jobs.find(id).orElseThrow();
            if (job.state() == Job.State.DONE || job.state() == Job.State.FAILED) {
                return job;
            }
        }
        throw new AssertionError("the job does not end: " + jobs.find(id));
    }

    private static Path sample(String name) throws IOException {
        try (Stream<Path> jars = Files.list(Work.distribution().resolve("samples"))) {
            return jars.filter(jar -> jar.getFileName().toString().contains(name))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Counts what the kernel maps: each class loader that loads ONNX Runtime maps an image that never goes. */
    private static long imagesOfOnnxRuntime() throws IOException {
        Path maps = Path.of("/proc/self/maps");
        if (!Files.isReadable(maps)) {
            return 1;
        }
        try (Stream<String> lines = Files.lines(maps)) {
            return lines.filter(line -> line.matches(".* r-xp .*libonnxruntime\\.so.*"))
                    .count();
        }
    }
}
