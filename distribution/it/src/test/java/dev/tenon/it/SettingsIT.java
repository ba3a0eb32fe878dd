// SPDX-License-Identifier: Apache-2.0
package dev.tenon.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Settings as an operator sees, sets, breaks and mends them. */
class SettingsIT {
    private static final String QUESTION = "what does the frobnicator warranty cover?";
    private static final String FAQ = "dev.tenon.skill.faq";

    private Operator operator;
    private Path documents;
    private Up up;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        operator = new Operator(Work.folder("home"));
        documents = Work.folder("documents");
        Files.writeString(
                documents.resolve("warranty.md"),
                "# Frobnicator warranty\n\nThe frobnicator warranty covers broken sprockets for seven years.\n");
        up = Up.start(operator, "--no-market");
    }

    @AfterEach
    void stop() {
        up.close();
        Work.delete(operator.home());
        Work.delete(documents);
    }

    private void restart() throws IOException, InterruptedException {
        up.close();
        up = Up.start(operator, "--no-market");
    }

    private Path file() {
        return operator.home().resolve("config/" + FAQ + ".json");
    }

    @Test
    void aSettingChangesWhatTheHostDoesAndSurvivesARestart() throws Exception {
        assertThat(operator.ask(QUESTION).out()).doesNotContain("sprockets");
        operator.tenon("config", "set", "skill-faq/folder", documents.toString())
                .done();
        assertThat(operator.ask(QUESTION).done().out()).contains("sprockets");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(operator.tenon("plugin", "history").done().out()).contains("config skill-faq/folder");

        operator.tenon("config", "set", "skill-faq/min.score", "7").refused("min.score must be 0.1 to 1, not 7");
        operator.tenon("config", "set", "skill-faq/folder", "not/absolute")
                .refused("skill-faq/folder is refused", "the old settings are back");
        operator.tenon("config", "set", "skill-faq/min.scor", "1").refused("did you mean min.score?");
        operator.tenon("config", "get", "skill-fax/min.score").refused("did you mean skill-faq?");
        assertThat(operator.tenon("config", "get", "skill-faq/folder")
                        .done()
                        .out()
                        .strip())
                .isEqualTo(documents.toString());
        assertThat(operator.tenon("config", "show", "skill-faq").done().out())
                .contains("folder = " + documents, "min.score = 0.4 share  (default 0.4; 0.1 to 1)", "Nearness");

        restart();
        assertThat(operator.ask(QUESTION).done().out()).contains("sprockets");
        operator.tenon("config", "unset", "skill-faq/folder").done();
        assertThat(operator.ask(QUESTION).out()).doesNotContain("sprockets");
        assertThat(file()).doesNotExist();
    }

    @Test
    void aBrokenFileIsReportedAndStopsNothing() throws Exception {
        operator.tenon("config", "set", "skill-faq/folder", documents.toString())
                .done();
        String good = Files.readString(file());
        Files.writeString(file(), good.substring(0, good.length() / 2));
        Files.writeString(operator.home().resolve("config/dev.tenon.assistant.json"), "{\"call.seconds\":\"soon\"}");
        restart();
        assertThat(operator.ask(QUESTION).done().out())
                .as("the last good settings stay")
                .contains("sprockets");
        assertThat(operator.ask("what is 17.5 % of 240?").done().out()).contains("42");
        Operator.Said doctor = operator.tenon("doctor");
        assertThat(doctor.status()).as(doctor.toString()).isEqualTo(1);
        assertThat(doctor.out())
                .contains(FAQ + ".json is left out, the last good settings stay in force", "config reload")
                .contains("dev.tenon.assistant.json is left out, the defaults are in force", "call.seconds must be");
        assertThat(operator.tenon("config", "show").done().out()).contains("LEFT OUT");
        assertThat(operator.tenon("status").done().out()).contains("problems", "2: ./tenon doctor");
        assertThat(operator.log()).contains("is left out");

        Files.writeString(file(), good);
        operator.tenon("config", "reload").refused("dev.tenon.assistant.json is left out");
        operator.tenon("config", "unset", "assistant").done();
        operator.tenon("doctor").done();
        JsonNode status = operator.tenon("status", "--json").done().json();
        assertThat(status.path("findings").asInt(-1)).isZero();
        assertThat(status.path("memory").path("heapBytes").asLong()).isPositive();
    }

    @Test
    void theDoorsOwnSettingsChangeUnderTheClientThatChangesThem() throws Exception {
        operator.tenon("config", "set", "http/hosts", "tenon.example:7070", "other.example")
                .done();
        assertThat(operator.tenon("config", "get", "http/hosts").done().out().lines())
                .containsExactly("tenon.example:7070", "other.example");
        operator.tenon("config", "set", "http/hosts", "not a host").refused("http/hosts is refused");
        assertThat(operator.tenon("status").done().out()).contains("none found");
    }

    @Test
    void withoutAHostItIsWrittenForTheNextStart() throws Exception {
        up.close();
        assertThat(operator.tenon("config", "set", "skill-faq/folder", documents.toString())
                        .done()
                        .out())
                .contains("reads it when it starts");
        operator.tenon("config", "set", "skill-faq/min.score", "high").refused("must be a number");
        assertThat(operator.tenon("config", "show", "skill-faq").done().out()).contains(documents.toString());
        up = Up.start(operator, "--no-market");
        assertThat(operator.ask(QUESTION).done().out()).contains("sprockets");
    }

    @Test
    void theLogOfOnePlugin() throws Exception {
        operator.tenon("config", "set", "skill-faq/folder", documents.toString())
                .done();
        assertThat(operator.tenon("logs", "skill-faq").done().out().lines())
                .isNotEmpty()
                .allMatch(line -> line.contains(" dev.tenon.skill.faq "));
        operator.tenon("logs", "no-such-plugin").refused("no plugin 'no-such-plugin' wrote anything");
    }
}
