// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tenon.api.quantizer.Quantizer;
import dev.tenon.benchmarks.SwapBenchmark.Options;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SwapBenchmarkTest {
    private static final Map<String, Object> MET = Map.of(
            "failed_calls", 0,
            "longest_gap_ms", 25.0,
            "p99_ratio", 2.0,
            "class_loaders_alive", 0,
            "ort_images", 1.0,
            "rss_growth", 0.05);

    @Test
    void eachFigureCanMiss() {
        assertThat(SwapBenchmark.met(MET)).isTrue();
        MET.forEach((key, value) -> {
            Map<String, Object> worse = new HashMap<>(MET);
            worse.put(key, ((Number) value).doubleValue() + 1);
            assertThat(SwapBenchmark.met(worse)).as(key + " worse").isFalse();
            worse.remove(key);
            assertThat(SwapBenchmark.met(worse)).as(key + " absent").isFalse();
        });
    }

    @Test
    void readsTheCommandLine() {
        assertThat(Options.of().kinds()).containsExactly(SwapKind.values());
        Options some = Options.of("--kind", "source", "--control", "--swaps", "12", "--kind", "router");
        assertThat(some.kinds()).containsExactly(SwapKind.ROUTER, SwapKind.SOURCE);
        assertThat(some.swaps()).isEqualTo(12);
        assertThat(some.control()).isTrue();
        for (String wrong : List.of("--swaps 0", "--swaps", "--kind none", "all")) {
            assertThatThrownBy(() -> Options.of(wrong.split(" "))).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aGeneratedPluginHasWhatIsNestedInItsCode(@TempDir Path folder) throws Exception {
        Path jar = BenchPlugin.of("org.example", "quantizer", Quantizer.class.getName(), "CopyQuantizer")
                .write(folder, "1.0.0");
        try (JarFile classes = new JarFile(jar.toFile())) {
            assertThat(classes.stream().map(JarEntry::getName))
                    .contains(
                            "dev/tenon/benchmarks/CopyQuantizer.class",
                            "dev/tenon/benchmarks/CopyQuantizer$Copy.class",
                            "dev/tenon/benchmarks/ModelWork$Tensors.class");
        }
    }

    @Test
    void takesTheWorstOfAllKinds() throws Exception {
        SwapFigures good = figures(SwapKind.SKILL, "{'failed': 1, 'longest_gap_ms': 11, 'p99_ratio': 1.5}", 100);
        SwapFigures bad = figures(SwapKind.MODEL, "{'failed': 2, 'longest_gap_ms': 12, 'p99_ratio': 1.25}", 110);
        assertThat(SwapFigures.of(List.of(good, bad)))
                .containsEntry("failed_calls", 6L)
                .containsEntry("longest_gap_ms", 12.0)
                .containsEntry("p99_ratio", 1.5)
                .containsEntry("class_loaders_alive", 1L)
                .containsEntry("rss_growth", 0.1);
    }

    @Test
    void aKindWithoutAFigureLeavesItOut() throws Exception {
        SwapFigures good = figures(SwapKind.SKILL, "{'longest_gap_ms': 11, 'p99_ratio': 1.5}", 100);
        SwapFigures without = figures(SwapKind.MODEL, "{'longest_gap_ms': 12}", 100);
        assertThat(SwapFigures.of(List.of(good, without))).doesNotContainKey("p99_ratio");
    }

    @Test
    void countsOrtsImagesNotItsSegments() {
        assertThat(SwapHost.images(List.of(
                        "7f00-7f01 r--p 00000000 fe:00 12 /home/cache/native/ab/libonnxruntime.so",
                        "7f01-7f02 r-xp 00001000 fe:00 12 /home/cache/native/ab/libonnxruntime.so",
                        "7f02-7f03 rw-p 00002000 fe:00 12 /home/cache/native/ab/libonnxruntime.so",
                        "7f03-7f04 r-xp 00000000 fe:00 13 /home/cache/native/ab/libonnxruntime4j_jni.so",
                        "7f05-7f06 r-xp 00000000 00:00 0 [vdso]")))
                .isEqualTo(1);
    }

    private static SwapFigures figures(SwapKind kind, String calls, int resident) throws Exception {
        JsonNode json = read(calls);
        JsonNode end = read("{'alive': ['x'], 'ort_images': 1, 'retired': 3}");
        return new SwapFigures(kind, json, json, read("{'rss_kb': 100}"), read("{'rss_kb': " + resident + "}"), end, 1);
    }

    private static JsonNode read(String json) throws Exception {
        return JsonMapper.builder().build().readTree(json.replace('\'', '"'));
    }
}
