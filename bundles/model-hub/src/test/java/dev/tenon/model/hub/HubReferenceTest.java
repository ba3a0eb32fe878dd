// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.runtime.ModelRefusedException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HubReferenceTest {
    @ParameterizedTest
    @CsvSource({
        "hf:acme/x, acme/x, main, ''",
        "hf:Acme-1/x_y.z, Acme-1/x_y.z, main, ''",
        "hf:acme/x@v1.0, acme/x, v1.0, ''",
        "hf:acme/x@refs/pr/7/onnx/m.onnx, acme/x, refs/pr/7, onnx/m.onnx",
        "hf:acme/x@main/a b/m.ONNX, acme/x, main, a b/m.ONNX",
        "hf:acme/x/m.onnx, acme/x, main, m.onnx",
    })
    void readsRepositoryRevisionAndPath(String text, String repository, String revision, String path) {
        HubReference reference = HubReference.parse(text);
        assertThat(reference).isEqualTo(new HubReference(repository, revision, path));
        assertThat(HubReference.parse(reference.toString())).isEqualTo(reference);
    }

    @ParameterizedTest
    @CsvSource({
        "https://huggingface.co/acme/x, hf:acme/x",
        "https://huggingface.co/acme/x/, hf:acme/x",
        "https://HuggingFace.co:443/acme/x/tree/main, hf:acme/x",
        "https://huggingface.co/acme/x/tree/v1, hf:acme/x@v1",
        "https://huggingface.co/acme/x/blob/main/onnx/m.onnx?download=true, hf:acme/x/onnx/m.onnx",
        "https://hub.example.org/hf/acme/x/resolve/v1/a%20b.onnx, hf:acme/x@v1/a b.onnx",
        "https://huggingface.co/acme/x/resolve/main/README.md, ''",
        "https://huggingface.co/acme/x/discussions, ''",
        "https://huggingface.co/datasets/acme/x, ''",
        "https://hub.example.org/acme/x/y, ''",
        "https://example.org/acme/x, ''",
        "http://huggingface.co/acme/x, ''",
    })
    void knowsTheAddressesOfModels(String address, String reference) {
        HuggingFaceHub hub =
                new HuggingFaceHub(Map.of("HF_ENDPOINT", "https://hub.example.org/hf"), Path.of("home"), List.of());
        assertThat(hub.reference(URI.create(address)).orElse("")).isEqualTo(reference);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hf:",
                "hf:x",
                "hf:../x",
                "hf:a/..",
                "hf:a/b--c",
                "hf:a b/c",
                "hf: a/b",
                "hf:a/b@",
                "hf:a/b@../c",
                "hf:a/b/",
                "hf:a/b/c.txt",
                "hf:a/b//m.onnx",
                "hf:a/b/../m.onnx",
                "hf:a/b/./m.onnx",
                "hf:a/b/c\\m.onnx",
                "hf:a/b/c\nm.onnx",
                "hf:a/b/m.onnx ",
                "hf:a/b?x=1",
            })
    void saysWhatAReferenceLooksLike(String text) {
        assertThatThrownBy(() -> HubReference.parse(text))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining("names no model of a hub")
                .hasMessageContaining("for instance hf:ORG/NAME, hf:ORG/NAME@REVISION or hf:ORG/NAME/onnx/model.onnx")
                .message()
                .doesNotContain("\n");
    }
}
