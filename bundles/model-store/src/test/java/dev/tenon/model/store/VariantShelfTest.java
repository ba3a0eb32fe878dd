// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.runtime.ModelRefusedException.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class VariantShelfTest extends VariantStore {
    @Test
    void leavesDamagedVariantsOut() throws Exception {
        Path[] files = {
            Path.of("model.onnx"), Path.of("report.json"), Path.of("files.json"), Path.of("known-answer.json")
        };
        for (Path file : files) {
            store.keepVariant("triple", passed("w8a8", MADE));
            store.keepVariant("triple", passed("w4", MADE));
            store.useVariant("triple", "w8a8-cpu");
            Path damaged = kept.resolve("w8a8-cpu").resolve(file);
            byte[] whole = Files.readAllBytes(damaged);
            Files.write(damaged, Arrays.copyOf(whole, whole.length - 1));
            open();
            assertThat(names()).as("cut %s", file).containsExactly("w4-cpu PASSED");
            assertThat(store.all()).containsExactly(original);
            Files.delete(damaged);
            open();
            assertThat(names()).as("no %s", file).containsExactly("w4-cpu PASSED");
            store.useVariant("triple", "original");
        }
        Files.writeString(kept.resolve("w8a8-cpu/files.json"), "{\"\\u0000\": 1}");
        Files.move(kept.resolve("w4-cpu"), kept.resolve("w5-cpu"));
        open();
        assertThat(names()).isEmpty();
        assertThat(store.all()).containsExactly(original);
        store.keepVariant("triple", passed("w8a8", MADE));
        assertThat(names()).containsExactly("w8a8-cpu PASSED");
    }

    @Test
    void endsWhatAKilledHostHadBegun() throws Exception {
        store.keepVariant("triple", passed("w8a8", MADE));
        store.useVariant("triple", "w8a8-cpu");
        Files.move(kept.resolve("w8a8-cpu"), kept.resolve(".old-w8a8-cpu"));
        Files.createDirectories(kept.resolve(".staged-1/x"));
        Files.writeString(kept.resolve(".new-1"), "w4");
        Files.createDirectories(home.resolve("variants/.gone-1/x"));
        Files.createDirectories(temp.resolve("outside/.x"));
        Files.createSymbolicLink(home.resolve("variants/.link"), temp.resolve("outside"));
        open();
        assertThat(names()).containsExactly("w8a8-cpu PASSED used");
        assertThat(first()).isEqualTo(7);
        assertThat(leftovers()).isEmpty();
        assertThat(temp.resolve("outside/.x")).exists();
        Files.writeString(kept.resolve("used"), "w9-cpu\n");
        open();
        assertThat(store.all()).containsExactly(original);
    }

    @Test
    void saysThatTheHomeCannotBeWritten() throws Exception {
        Files.writeString(home.resolve("variants"), "in the way");
        assertThat(refused(Reason.STORAGE, () -> store.keepVariant("triple", passedUnchecked(MADE))))
                .hasMessageContaining("cannot be kept on this host's disk");
        assertThat(temp.resolve("result/model.onnx")).exists();
    }

    @Test
    void countsExternalData() throws Exception {
        byte[] model = VariantResult.matmulWithData();
        Path result = passed("w4", model);
        byte[] data = new byte[24];
        data[3] = 0x41; // 8, little-endian
        Files.write(result.resolve("model.onnx.data"), data);
        store.keepVariant("triple", result);
        store.useVariant("triple", "w4-cpu");
        assertThat(store.find("triple").orElseThrow().bytes()).isEqualTo(model.length + 24);
        assertThat(first()).isEqualTo(8);
        Files.delete(kept.resolve("w4-cpu/model.onnx.data"));
        open();
        assertThat(store.all()).as("its data are gone").containsExactly(original);
    }
}
