// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.api.model.InstalledModel;
import dev.tenon.runtime.ModelRefusedException;
import dev.tenon.runtime.ModelRefusedException.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class VariantCheckTest extends VariantStore {
    private ModelRefusedException notKept(Reason reason, Path result) {
        assertThat(result).isNotEmptyDirectory();
        ModelRefusedException refusal = refused(reason, () -> store.keepVariant("triple", result));
        assertThat(result).isNotEmptyDirectory();
        assertThat(refusal).hasMessageContaining("quantize the model again");
        return refusal;
    }

    @Test
    void refusesWhatIsNoVariantOfTheModel() throws Exception {
        byte[] other = VariantResult.matmul(9);
        notKept(Reason.UNTRUSTED, VariantResult.passed(temp.resolve("a"), other, "w8a8", MADE));
        Path changed = passed("w8a8", MADE);
        Files.write(changed.resolve("model.onnx"), other);
        assertThat(notKept(Reason.UNTRUSTED, changed)).hasMessageContaining("is not the file of the report");
        assertThat(notKept(Reason.BAD_DESCRIPTOR, passed("w8a8", OnnxModels.IDENTITY)))
                .hasMessageContaining("which has inputs [x:FLOAT32[?x2]]");
        byte[] renamed = VariantResult.changed(MADE, "0a 01 78", "0a 01 7a");
        assertThat(notKept(Reason.BAD_DESCRIPTOR, passed("w8a8", renamed))).hasMessageContaining("inputs [z:FLOAT32");
        byte[] half = Arrays.copyOf(MADE, 60);
        ModelRefusedException broken =
                refused(Reason.UNSUPPORTED, () -> store.keepVariant("triple", passedUnchecked(half)));
        assertThat(broken).hasMessageContaining("this is no ONNX model");
        refused(Reason.UNKNOWN, () -> store.keepVariant("unknown", passedUnchecked(MADE)));
        assertThat(home.resolve("variants")).doesNotExist();
    }

    @Test
    void refusesOtherTypes() throws Exception {
        InstalledModel identity = add("same", OnnxModels.IDENTITY);
        byte[] doubles = VariantResult.changed(OnnxModels.IDENTITY, "08 01 12 08", "08 0b 12 08");
        Path result = VariantResult.passed(temp.resolve("result"), OnnxModels.IDENTITY, "w8a8", doubles);
        assertThat(refused(Reason.BAD_DESCRIPTOR, () -> store.keepVariant("same", result)))
                .hasMessageContaining("x:FLOAT64");
        assertThat(store.find("same")).contains(identity);
    }

    @Test
    void refusesIllFormedReports() throws Exception {
        Path result = passed("w8a8", MADE);
        String report = Files.readString(result.resolve("report.json"));
        List<String> wrong = List.of(
                "",
                "null",
                "[]",
                report.substring(0, report.length() / 2),
                report + "}",
                report.replace("\"PASSED\"", "\"GOOD\""),
                report.replace("\"verdict\"", "\"word\""),
                report.replace("\"cpu\"", "null"),
                report.replaceFirst("w8a8", "../w8a8"),
                report.replaceFirst("w8a8", ""),
                report.replaceFirst("w8a8", "w".repeat(64)),
                report.replace(ORIGINAL_SHA, "1"),
                report.replace(Digest.of(MADE), ""));
        for (String each : wrong) {
            Files.writeString(result.resolve("report.json"), each);
            notKept(Reason.BAD_DESCRIPTOR, result);
        }
        Files.writeString(result.resolve("report.json"), report.replace("\"verdict\"", "\"later\": 1, \"verdict\""));
        Files.delete(result.resolve("known-answer.json"));
        assertThat(notKept(Reason.BAD_DESCRIPTOR, result)).hasMessageContaining("known-answer.json");
        Files.writeString(result.resolve("known-answer.json"), "{}");
        store.keepVariant("triple", result);
        assertThat(names()).containsExactly("w8a8-cpu PASSED");
        refused(Reason.BAD_DESCRIPTOR, () -> store.keepVariant("triple", temp.resolve("absent")));
        refused(Reason.UNKNOWN, () -> store.keepVariant("triple", kept.resolve("w8a8-cpu")));
    }
}
