// SPDX-License-Identifier: Apache-2.0
package dev.tenon.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArgumentFillerTest {
    private static ArgumentFiller.Filled fill(String properties, String required, String words) {
        String schema = "{\"type\":\"object\",\"properties\":{%s},\"required\":[%s],\"additionalProperties\":false}";
        return new ArgumentFiller(new ArgumentSchema(schema.formatted(properties, required))).fill(words);
    }

    private static Map<String, Object> values(String properties, String required, String words) {
        return fill(properties, required, words).arguments().orElseThrow().values();
    }

    @Test
    void takesNumbersInTheirOrderAndRange() {
        String two = "\"from\":{\"type\":\"integer\",\"minimum\":0},\"share\":{\"type\":\"number\",\"maximum\":1}";
        assertThat(values(two, "\"from\",\"share\"", "from 7 on, 0.25 of it"))
                .containsEntry("from", 7L)
                .containsEntry("share", new BigDecimal("0.25"));
        assertThat(values(two, "\"from\"", "minus: -3, then 12")).containsEntry("from", 12L);
    }

    @Test
    void namesWhatIsMissing() {
        ArgumentFiller.Filled filled = fill(
                "\"amount\":{\"type\":\"number\",\"description\":\"How much\"},\"to\":{\"type\":\"integer\"}",
                "\"amount\",\"to\"",
                "some of it");
        assertThat(filled.arguments()).isEmpty();
        assertThat(filled.missing()).containsExactly("How much", "to");
    }

    @Test
    void takesOneNamedValueOfAnEnumeration() {
        String mode = "\"mode\":{\"enum\":[\"upper-case\",\"lower-case\"],\"type\":\"string\"}";
        assertThat(values(mode, "\"mode\"", "put it in UPPER CASE")).containsEntry("mode", "upper-case");
        assertThat(fill(mode, "\"mode\"", "upper case or lower case").missing()).containsExactly("mode");
    }

    @Test
    void takesQuotedTextsAndASingleTextWhole() {
        String two = "\"text\":{\"type\":\"string\"},\"pattern\":{\"type\":\"string\"}";
        assertThat(values(two, "\"text\",\"pattern\"", "does \"abc\" match “a.c”"))
                .containsEntry("text", "abc")
                .containsEntry("pattern", "a.c");
        String one = "\"text\":{\"type\":\"string\"}";
        assertThat(values(one, "\"text\"", " all of this ")).containsEntry("text", "all of this");
        assertThat(values(one, "", "nothing is needed")).isEmpty();
        assertThat(fill(two, "\"text\",\"pattern\"", "no quotes").missing()).containsExactly("text", "pattern");
    }

    @Test
    void setsWhatIsMentioned() {
        assertThat(values("\"dry_run\":{\"type\":\"boolean\"}", "", "a dry run please"))
                .containsEntry("dry_run", true);
        assertThat(values("\"dry_run\":{\"type\":\"boolean\"}", "", "do it")).isEmpty();
    }

    @Test
    void whatTheSchemaRefusesIsNotFilled() {
        assertThat(fill("\"text\":{\"type\":\"string\",\"maxLength\":3}", "\"text\"", "too long")
                        .arguments())
                .isEmpty();
    }

    @Test
    void hugeRequestsAreNotSlow() {
        String one = "\"n\":{\"type\":\"integer\"}";
        for (String unit : new String[] {"9", "\"", "'a", "-1 ", "“"}) {
            long begun = System.nanoTime();
            fill(one, "\"n\"", unit.repeat(100_000 / unit.length()));
            assertThat(System.nanoTime() - begun).isLessThan(2_000_000_000L);
        }
    }
}
