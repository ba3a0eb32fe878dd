// SPDX-License-Identifier: Apache-2.0
package dev.tenon.catalog.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.catalog.format.SettingKey.Shape;
import dev.tenon.catalog.format.SettingKey.Type;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetatypeTest {
    static final String XML = """
            <?xml version="1.0" encoding="UTF-8"?>
            <metatype:MetaData xmlns:metatype="http://www.osgi.org/xmlns/metatype/v1.2.0">
              <OCD id="Config" name="Answers" description="">
                <AD id="folder" type="String" name="Folder [path]" description="Where" required="false"/>
                <AD id="min.score" type="Double" name="Nearness [share]" description="How near" min="0.1" max="1" default="0.4"/>
                <AD id="max.files" type="Integer" name="Most files [files]" description="How many" min="1" default="2000"/>
                <AD id="hosts" type="String" cardinality="2147483647" name="Hosts" description="Names" required="false"/>
                <AD id="ports" type="Integer" cardinality="-2147483648" name="Ports" description="Ports" default="1,2"/>
                <AD id="mode" type="String" name="Mode" description="How" default="fast">
                  <Option label="Fast" value="fast"/>
                  <Option label="Exact" value="exact"/>
                </AD>
                <AD id="key" type="Password" name="Key" description="Secret" min="8" required="false"/>
                <AD id="on" type="Boolean" name="On" description="Whether" default="true"/>
                <AD id="must" type="Long" name="Must [bytes]" description="No default"/>
              </OCD>
              <Designate pid="org.example.one"><Object ocdref="Config"/></Designate>
              <Designate factoryPid="org.example.many"><Object ocdref="Config"/></Designate>
            </metatype:MetaData>
            """;

    static List<SettingsSchema> read(String xml) throws FormatException, IOException {
        return Metatype.read(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void readsEveryPidItDesignates() throws Exception {
        assertThat(read(XML))
                .extracting(SettingsSchema::pid, SettingsSchema::factory, SettingsSchema::name)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("org.example.one", false, "Answers"),
                        org.assertj.core.groups.Tuple.tuple("org.example.many", true, "Answers"));
    }

    @Test
    void readsWhatIsSaidOfEachKey() throws Exception {
        SettingsSchema schema = read(XML).get(0);
        SettingKey score = schema.find("min.score").orElseThrow();
        assertThat(score.name()).isEqualTo("Nearness");
        assertThat(score.unit()).isEqualTo("share");
        assertThat(score.range()).isEqualTo("0.1 to 1");
        assertThat(score.defaults()).containsExactly("0.4");
        assertThat(schema.find("max.files").orElseThrow().range()).isEqualTo("at least 1");
        assertThat(schema.find("mode").orElseThrow().range()).isEqualTo("fast or exact");
        assertThat(schema.find("key").orElseThrow()).matches(SettingKey::secret).matches(key -> key.range()
                .equals("at least 8 characters"));
        assertThat(schema.find("ports").orElseThrow())
                .matches(key -> key.shape() == Shape.COLLECTION && key.type() == Type.INTEGER)
                .matches(key -> key.defaults().equals(List.of("1", "2")));
    }

    @Test
    void takesWhatBndLeavesOutForAnEmptyDefault() throws Exception {
        SettingsSchema schema = read(XML).get(0);
        assertThat(schema.find("folder").orElseThrow().defaults()).containsExactly("");
        assertThat(schema.find("hosts").orElseThrow()).matches(SettingKey::hasDefault);
        assertThat(schema.find("must").orElseThrow().hasDefault()).isFalse();
    }

    @Test
    void refusesWhatIsNoMetatype() {
        assertThatThrownBy(() -> read(XML.substring(0, XML.length() / 2)))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("line");
    }

    @Test
    void readsNoFileThatADocumentNames() {
        String xml = XML.replace("?>\n<meta", "?>\n<!DOCTYPE m [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>\n<meta")
                .replace("name=\"Answers\"", "name=\"&e;\"");
        assertThatThrownBy(() -> read(xml)).isInstanceOf(FormatException.class);
    }
}
