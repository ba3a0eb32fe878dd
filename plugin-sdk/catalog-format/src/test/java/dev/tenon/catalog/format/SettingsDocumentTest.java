// SPDX-License-Identifier: Apache-2.0
package dev.tenon.catalog.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsDocumentTest {
    private SettingsSchema schema;

    @BeforeEach
    void read() throws Exception {
        schema = MetatypeTest.read(MetatypeTest.XML).get(0);
    }

    private List<String> problems(String json) throws FormatException {
        return SettingsDocument.parse(json, schema).problems();
    }

    @Test
    void typesWhatItHolds() throws FormatException {
        SettingsDocument document = SettingsDocument.parse(
                "{\"must\":7,\"min.score\":1,\"hosts\":[\"a\",\"b\"],\"ports\":[3],\"on\":false,\"key\":\"12345678\"}",
                schema);
        assertThat(document.problems()).isEmpty();
        assertThat(document.values())
                .containsEntry("must", 7L)
                .containsEntry("min.score", 1.0)
                .containsEntry("ports", List.of(3))
                .containsEntry("on", false);
        assertThat((String[]) document.values().get("hosts")).containsExactly("a", "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"must\":7", "[]", "7", "{\"must\":7}{}", "{\"must\":7,\"must\":8}"})
    void refusesWhatIsNoObject(String json) {
        assertThatThrownBy(() -> SettingsDocument.parse(json, schema))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith("it is no");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "\"min.scor\":1#there is no setting 'min.scor'; did you mean min.score?",
                "\"min.score\":\"1\"#min.score must be a number, not \"1\"",
                "\"min.score\":7#min.score must be 0.1 to 1, not 7",
                "\"max.files\":0#max.files must be at least 1, not 0",
                "\"max.files\":1.5#max.files must be a whole number, not 1.5",
                "\"max.files\":9999999999#max.files must be a whole number, not 9999999999",
                "\"max.files\":null#max.files must be a whole number, not null",
                "\"hosts\":\"a\"#hosts must be a list, not \"a\"",
                "\"hosts\":[1]#hosts must be a text, not 1",
                "\"mode\":\"slow\"#mode must be fast or exact, not \"slow\"",
                "\"on\":\"true\"#on must be true or false, not \"true\"",
                "\"key\":\"hidden\"#key must be at least 8 characters, not what is there"
            })
    void namesWhatDoesNotFit(String setting, String problem) throws FormatException {
        assertThat(problems("{\"must\":1," + setting + "}")).containsExactly(problem);
    }

    @Test
    void wantsWhatHasNoDefault() throws FormatException {
        assertThat(problems("{}")).containsExactly("must must be set: it has no default");
    }

    @Test
    void takesWhatIsTypedAtAShell() throws FormatException {
        SettingsDocument document = SettingsDocument.empty(schema)
                .with("must", List.of("12"))
                .with("min.score", List.of("0.5"))
                .with("folder", List.of("7"))
                .with("hosts", List.of("a", "b"))
                .with("on", List.of("false"));
        assertThat(document.problems()).isEmpty();
        assertThat(document.json())
                .isEqualTo("{\n  \"must\" : 12,\n  \"min.score\" : 0.5,\n  \"folder\" : \"7\",\n"
                        + "  \"hosts\" : [ \"a\", \"b\" ],\n  \"on\" : false\n}\n");
        assertThat(document.texts("hosts")).containsExactly("a", "b");
        assertThat(document.without("hosts").has("hosts")).isFalse();
        assertThat(document.has("hosts")).as("documents do not change").isTrue();
    }

    @ParameterizedTest
    @CsvSource({"max.files,x", "max.files,1.5", "max.files,1e999999999", "on,yes", "min.score,NaN"})
    void refusesWhatCannotBeMeant(String key, String text) {
        assertThatThrownBy(() -> SettingsDocument.empty(schema).with(key, List.of(text)))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(key + " must be");
    }

    @Test
    void refusesSeveralValuesForOne() {
        assertThatThrownBy(() -> SettingsDocument.empty(schema).with("mode", List.of("fast", "exact")))
                .hasMessage("mode takes one value, not 2");
        assertThatThrownBy(() -> SettingsDocument.empty(schema).with("nonsense-at-all", List.of("1")))
                .hasMessageContaining("there are folder, min.score");
    }
}
