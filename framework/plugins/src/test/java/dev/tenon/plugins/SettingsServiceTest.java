// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.admin.AdminException;
import dev.tenon.admin.Diagnosis;
import dev.tenon.admin.Job;
import dev.tenon.admin.Settings.Configuration;
import dev.tenon.admin.Settings.Source;
import dev.tenon.generation.Generation;
import dev.tenon.generation.Sha256;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings in a real Felix with real Config Admin and Declarative Services, read by a real component. */
class SettingsServiceTest {
    private static final String PID = "org.example.greeter";

    @TempDir
    Path folder;

    private SettingsHost host;

    @BeforeEach
    void start() throws Exception {
        host = new SettingsHost(folder);
    }

    @AfterEach
    void stop() throws Exception {
        host.close();
    }

    private Job done(Job job) throws InterruptedException {
        Job ended = host.await(job);
        assertThat(ended.problem()).as(ended.toString()).isEmpty();
        return ended;
    }

    private String refused(Job job) throws InterruptedException {
        Job ended = host.await(job);
        assertThat(ended.state()).as(ended.toString()).isEqualTo(Job.State.FAILED);
        return ended.problem().orElseThrow().message();
    }

    private Configuration shown() {
        return host.settings().find("greeter").get(0);
    }

    @Test
    void deliversFilesBeforeWhatReadsThemStarts() throws Exception {
        host.write(PID, "{\"greeting\":\"hello\",\"times\":3}");
        host.start();
        assertThat(host.greeting()).isEqualTo("hello*3");
        assertThat(host.made()).as("made once, not again").isEqualTo(1);
        assertThat(shown().source()).isEqualTo(Source.FILE);
    }

    @Test
    void deliversToABundleThatComesLater() throws Exception {
        host.write(PID, "{\"times\":2}");
        host.startWithout();
        assertThat(host.settings().find(PID).get(0).source()).isEqualTo(Source.UNREAD);
        host.install();
        assertThat(host.greeting()).isEqualTo("hi*2");
        assertThat(host.made()).isEqualTo(1);
    }

    @Test
    void setsAppliesAndWrites() throws Exception {
        host.start();
        assertThat(host.greeting()).isEqualTo("hi*1");
        assertThat(done(host.settings().set("greeter", "times", List.of("5"))).result())
                .isEqualTo("greeter/times is 5");
        assertThat(host.greeting()).isEqualTo("hi*5");
        assertThat(host.file(PID)).hasContent("{\n  \"times\" : 5\n}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(host.file(PID))))
                .isEqualTo("rw-------");
        done(host.settings().unset("greeter", "times"));
        assertThat(host.greeting()).isEqualTo("hi*1");
        assertThat(host.file(PID)).doesNotExist();
        assertThatThrownBy(() -> host.settings().unset("greeter", "times"))
                .isInstanceOf(AdminException.class)
                .hasMessageContaining("is not set");
    }

    @Test
    void keepsTheSettingsInAGeneration() throws Exception {
        host.start();
        done(host.settings().set("greeter", "times", List.of("5")));
        Generation first = host.generations.current().orElseThrow();
        assertThat(first.reason()).isEqualTo("config greeter/times");
        assertThat(first.configurations()).containsEntry(PID, Sha256.of(Files.readString(host.file(PID))));
        host.write(PID, "{ \"times\":   7 }");
        done(host.settings().reload());
        assertThat(host.file(PID)).as("as the operator wrote it").hasContent("{ \"times\":   7 }");
        Generation second = host.generations.current().orElseThrow();
        assertThat(second.configurations().get(PID))
                .isNotEqualTo(first.configurations().get(PID));
        done(host.settings().unset("greeter", "times"));
        assertThat(host.generations.current().orElseThrow().configurations()).isEmpty();
    }

    @Test
    void putsTheOldValueBackWhereTheNewOneIsNotFit() throws Exception {
        host.start();
        done(host.settings().set(PID, "greeting", List.of("hello")));
        String reason = refused(host.settings().set(PID, "greeting", List.of("refuse")));
        assertThat(reason)
                .isEqualTo("greeter/greeting is refused: with it, it fails to start: greeting: nobody is greeted"
                        + " with 'refuse'; the old settings are back");
        assertThat(host.greeting()).isEqualTo("hello*1");
        assertThat(host.file(PID)).content().contains("hello");
        assertThat(host.findings()).isEmpty();
    }

    @Test
    void putsTheDefaultsBackWhereNothingWasSet() throws Exception {
        host.start();
        assertThat(refused(host.settings().set(PID, "greeting", List.of("refuse"))))
                .endsWith("'refuse'; the old settings are back");
        assertThat(host.greeting()).isEqualTo("hi*1");
        assertThat(host.file(PID)).doesNotExist();
    }

    @Test
    void refusesBeforeAnythingBegins() throws Exception {
        host.start();
        assertThatThrownBy(() -> host.settings().set("greeter", "times", List.of("11")))
                .hasMessage("times must be 1 to 10, not 11");
        assertThatThrownBy(() -> host.settings().set("greeter", "time", List.of("1")))
                .hasMessage("greeter: there is no setting 'time'; did you mean times?");
        assertThatThrownBy(() -> host.settings().set("greter", "times", List.of("1")))
                .hasMessage("nothing named 'greter' has settings here; did you mean greeter?");
        assertThatThrownBy(() -> host.settings().set("../x", "times", List.of("1")))
                .isInstanceOf(AdminException.class);
        assertThat(host.jobs().all()).isEmpty();
    }

    @Test
    void keepsTheLastGoodContentOfAFileThatBroke() throws Exception {
        host.start();
        done(host.settings().set("greeter", "times", List.of("4")));
        host.write(PID, "{\"times\":");
        assertThat(refused(host.settings().reload())).contains(PID + ".json is left out: it is no valid JSON");
        assertThat(host.greeting()).isEqualTo("hi*4");
        host.restart();
        assertThat(host.greeting()).as("also after a restart").isEqualTo("hi*4");
        assertThat(shown().source()).isEqualTo(Source.LAST_GOOD);
        assertThat(shown().problem()).contains("no valid JSON at line 1");
        assertThat(host.findings())
                .extracting(Diagnosis.Finding::remedy)
                .first()
                .asString()
                .contains("config reload");
        assertThatThrownBy(() -> host.settings().set("greeter", "times", List.of("5")))
                .hasMessageContaining("is broken");
        done(host.settings().unset("greeter", ""));
        assertThat(host.greeting()).isEqualTo("hi*1");
        assertThat(host.findings()).isEmpty();
    }

    @Test
    void aWrongFileTouchesNothingElse() throws Exception {
        host.write(PID, "{\"times\":99}");
        host.write(PID + ".many~a", "{\"greeting\":\"a\"}");
        host.write("org.example.greeterr", "{}");
        host.start();
        assertThat(host.greetings()).containsExactly("a*1", "hi*1");
        assertThat(shown().source()).isEqualTo(Source.DEFAULT_DESPITE_FILE);
        assertThat(host.findings())
                .extracting(Diagnosis.Finding::severity, Diagnosis.Finding::plugin)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(Diagnosis.Severity.FAILED, PID),
                        org.assertj.core.groups.Tuple.tuple(Diagnosis.Severity.DEGRADED, ""));
        assertThat(host.findings()).anyMatch(finding -> finding.message().contains("is " + PID + ".json meant?"));
        host.write(PID, "{\"times\":9}");
        Files.delete(host.file("org.example.greeterr"));
        done(host.settings().reload());
        assertThat(host.greetings()).containsExactly("a*1", "hi*9");
        Files.delete(host.file(PID));
        done(host.settings().reload());
        assertThat(host.greetings()).containsExactly("a*1", "hi*1");
    }

    @Test
    void readsAnewWhatIsNotFitAndTakesItBack() throws Exception {
        host.start();
        done(host.settings().set("greeter", "times", List.of("4")));
        host.write(PID, "{\"greeting\":\"refuse\"}");
        assertThat(refused(host.settings().reload())).contains("nobody is greeted with 'refuse'");
        assertThat(host.greeting()).isEqualTo("hi*4");
        assertThat(shown().source()).isEqualTo(Source.LAST_GOOD);
    }

    @Test
    void makesAndRemovesConfigurationsOfAFactory() throws Exception {
        host.start();
        done(host.settings().set(PID + ".many~b", "greeting", List.of("b")));
        assertThat(host.greetings()).containsExactly("b*1", "hi*1");
        assertThat(refused(host.settings().set(PID + ".many~c", "greeting", List.of("refuse"))))
                .contains("'refuse'");
        assertThat(host.file(PID + ".many~c")).doesNotExist();
        assertThat(host.greetings()).containsExactly("b*1", "hi*1");
        done(host.settings().unset(PID + ".many~b", ""));
        assertThat(host.greetings()).containsExactly("hi*1");
    }

    @Test
    void neverShowsASecret() throws Exception {
        host.start();
        Job job = done(host.settings().set("greeter", "token", List.of("very-secret")));
        assertThat(job.toString() + host.settings().all()).doesNotContain("very-secret");
        assertThat(shown().settings())
                .filteredOn(setting -> setting.key().equals("token"))
                .allMatch(setting ->
                        setting.set() && setting.secret() && setting.values().isEmpty());
        Files.setPosixFilePermissions(host.file(PID), PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(host.findings())
                .extracting(Diagnosis.Finding::remedy)
                .containsExactly("chmod 600 " + host.file(PID));
    }

    @Test
    void mendsAFileOneSettingAtATime() throws Exception {
        host.write(PID, "{\"junk\":1,\"times\":99}");
        host.start();
        assertThat(done(host.settings().unset("greeter", "junk")).result()).contains("still left out", "1 to 10");
        done(host.settings().set("greeter", "times", List.of("2")));
        assertThat(host.greeting()).isEqualTo("hi*2");
        assertThat(host.findings()).isEmpty();
    }
}
