// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.api.model.TextEncoding.Pooling;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextEncodingTest {
    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "../tokenizer.json", "a/b.json", "a\\b.json", "/etc/passwd", "-x"})
    void refusesAPathForATokenizer(String tokenizer) {
        assertThatThrownBy(() -> new TextEncoding(tokenizer, Pooling.MEAN, 512, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tokenizer");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 65_537})
    void refusesALengthThatNoModelHas(int maxTokens) {
        assertThatThrownBy(() -> new TextEncoding("tokenizer.json", Pooling.MEAN, maxTokens, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("maxTokens");
    }

    @Test
    void refusesALongPrefix() {
        assertThatThrownBy(() -> new TextEncoding("tokenizer.json", Pooling.MEAN, 512, "x".repeat(201)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("prefix");
    }

    @Test
    void isAbsentWhereNobodyDescribesIt() {
        ModelDescriptor model = new ModelDescriptor(
                "m", "M", "", Tasks.EMBEDDING, "onnx", "MIT", List.of(), List.of(), Optional.empty(), List.of());
        assertThat(model.text()).isEmpty();
    }
}
