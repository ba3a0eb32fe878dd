// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.api.model.InstalledModel;
import dev.tenon.runtime.ModelRefusedException.Reason;
import dev.tenon.runtime.ModelStore.Variant;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class VariantsTest extends VariantStore {
    @Test
    void keepsAVariantWithoutUsingIt() throws Exception {
        Path result = passed("w8a8", MADE);
        Files.writeString(result.resolve("journal.jsonl"), "not of the variant");
        Variant variant = store.keepVariant("triple", result);
        assertThat(variant.name()).isEqualTo("w8a8-cpu");
        assertThat(variant.isUsed()).isFalse();
        assertThat(variant.report().layers()).hasSize(1);
        assertThat(store.variants("triple")).containsExactly(variant);
        assertThat(store.find("triple")).contains(original);
        assertThat(result).doesNotExist();
        assertThat(kept.resolve("w8a8-cpu/model.onnx")).hasBinaryContent(MADE);
        assertThat(kept.resolve("w8a8-cpu/known-answer.json")).exists();
        assertThat(kept.resolve("w8a8-cpu/journal.jsonl")).doesNotExist();
        assertThat(leftovers()).isEmpty();
        open();
        assertThat(store.variants("triple")).containsExactly(variant);
        assertThat(store.find("triple")).contains(original);
        assertThat(told).isEmpty();
        assertThat(store.variants("unknown")).isEmpty();
    }

    @Test
    void givesTheVariantInUseInThePlaceOfItsOriginal() throws Exception {
        store.keepVariant("triple", passed("w8a8", MADE));
        store.useVariant("triple", "w8a8-cpu");
        InstalledModel used = store.find("triple").orElseThrow();
        assertThat(used)
                .isEqualTo(new InstalledModel(
                        original.descriptor(), kept.resolve("w8a8-cpu/model.onnx"), Digest.of(MADE), MADE.length));
        assertThat(store.all()).containsExactly(used);
        assertThat(store.forTask("tabular")).containsExactly(used);
        assertThat(store.original("triple")).contains(original);
        assertThat(first()).isEqualTo(7);
        assertThat(told).containsExactly("triple 1, then 7, kept 0");
        assertThat(names()).containsExactly("w8a8-cpu PASSED used");
        open();
        assertThat(store.all()).as("after a restart").containsExactly(used);
        assertThat(names()).containsExactly("w8a8-cpu PASSED used");
        store.useVariant("triple", "original");
        assertThat(store.all()).containsExactly(original);
        assertThat(told).hasSize(2).last().isEqualTo("triple 7, then 1, kept 0");
        open();
        assertThat(store.all()).containsExactly(original);
        assertThat(names()).containsExactly("w8a8-cpu PASSED");
    }

    @Test
    void usesNoFileThatIsNotTheOneThatWasMeasured() throws Exception {
        store.keepVariant("triple", passed("w8a8", MADE));
        Path file = kept.resolve("w8a8-cpu/model.onnx");
        byte[] spoilt = Files.readAllBytes(file);
        spoilt[spoilt.length / 2] ^= 1;
        Files.write(file, spoilt);
        assertThat(refused(Reason.UNTRUSTED, () -> store.useVariant("triple", "w8a8-cpu")))
                .hasMessageContaining("not the one that was measured");
        assertThat(store.find("triple")).contains(original);
        store.useVariant("triple", "original");
    }

    @Test
    void keepsTheReportOfOneThatFailedAndDoesNotUseIt() throws Exception {
        store.keepVariant("triple", passed("w8a8", MADE));
        Variant variant = store.keepVariant("triple", failed("w4"));
        assertThat(variant.name()).isEqualTo("w4-cpu");
        assertThat(names()).containsExactly("w4-cpu FAILED", "w8a8-cpu PASSED");
        assertThat(kept.resolve("w4-cpu/model.onnx")).doesNotExist();
        assertThat(refused(Reason.UNKNOWN, () -> store.useVariant("triple", "w4-cpu")))
                .hasMessage("variant w4-cpu of model triple did not pass (it lost 40 %); possible are original,"
                        + " w8a8-cpu");
        assertThat(refused(Reason.UNKNOWN, () -> store.useVariant("triple", "../w8a8-cpu")))
                .hasMessageEndingWith("possible are original, w8a8-cpu");
        refused(Reason.UNKNOWN, () -> store.useVariant("unknown", "original"));
        open();
        assertThat(names()).containsExactly("w4-cpu FAILED", "w8a8-cpu PASSED");
        assertThat(store.all()).containsExactly(original);
    }

    @Test
    void replacesAVariantWhileItIsInUse() throws Exception {
        store.keepVariant("triple", passed("w8a8", MADE));
        store.useVariant("triple", "w8a8-cpu");
        told.clear();
        Variant next = store.keepVariant("triple", passed("w8a8", VariantResult.matmul(8)));
        assertThat(next.isUsed()).isTrue();
        assertThat(first()).isEqualTo(8);
        assertThat(told).containsExactly("triple 7, then 8, kept 1");
        assertThat(leftovers()).isEmpty();
        store.keepVariant("triple", passed("w8a8", VariantResult.matmul(8)));
        assertThat(told).as("the same bytes in another file").hasSize(2);
        store.keepVariant("triple", passed("w4", VariantResult.matmul(5)));
        assertThat(told).as("another").hasSize(2);
        assertThat(store.keepVariant("triple", failed("w8a8")).isUsed()).isFalse();
        assertThat(store.all()).containsExactly(original);
        assertThat(told).hasSize(3).last().isEqualTo("triple 8, then 1, kept 1");
        assertThat(kept.resolve("w8a8-cpu/model.onnx")).doesNotExist();
        store.keepVariant("triple", passed("w8a8", MADE));
        assertThat(store.all()).as("it went out of use").containsExactly(original);
        open();
        assertThat(names()).containsExactly("w4-cpu PASSED", "w8a8-cpu PASSED");
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void goesWithTheLastModelOfItsFile() throws Exception {
        add("twin", OnnxModels.MATMUL);
        store.keepVariant("triple", passed("w8a8", MADE));
        store.useVariant("triple", "w8a8-cpu");
        assertThat(told).containsExactlyInAnyOrder("triple 1, then 7, kept 0", "twin 1, then 7, kept 0");
        told.clear();
        store.remove("triple");
        assertThat(told).containsExactly("triple 7, then nothing, kept 0");
        assertThat(store.find("twin").map(VariantStore::weight)).contains("7");
        add("triple", OnnxModels.MATMUL);
        assertThat(names()).as("found again").containsExactly("w8a8-cpu PASSED used");
        assertThat(first()).isEqualTo(7);
        store.remove("triple");
        store.remove("twin");
        assertThat(home.resolve("variants")).isEmptyDirectory();
        assertThat(add("triple", OnnxModels.MATMUL)).isEqualTo(original);
        assertThat(names()).isEmpty();
    }

    @Test
    void waitsForItsOriginalWhileTheModelIsAnotherOne() throws Exception {
        store.keepVariant("triple", passed("w8a8", MADE));
        store.useVariant("triple", "w8a8-cpu");
        told.clear();
        add("triple", VariantResult.matmul(3));
        assertThat(first()).isEqualTo(3);
        assertThat(names()).isEmpty();
        assertThat(told).containsExactly("triple 7, then 3, kept 0");
        assertThat(weight(add("triple", OnnxModels.MATMUL))).isEqualTo("7");
        assertThat(names()).containsExactly("w8a8-cpu PASSED used");
    }
}
