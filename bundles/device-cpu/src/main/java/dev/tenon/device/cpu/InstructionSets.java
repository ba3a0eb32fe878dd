// SPDX-License-Identifier: Apache-2.0
package dev.tenon.device.cpu;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Those of a CPU's many features that decide how fast models run, under the names that Linux gives them. */
final class InstructionSets {
    /** From feature flags of x86 ({@code flags}) and Arm ({@code Features}, {@code hw.optional.*}) to names. */
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("sse4_2", "sse4_2"),
            Map.entry("avx", "avx"),
            Map.entry("f16c", "f16c"),
            Map.entry("fma", "fma"),
            Map.entry("avx2", "avx2"),
            Map.entry("avx_vnni", "avx_vnni"),
            Map.entry("avx_vnni_int8", "avx_vnni_int8"),
            Map.entry("avx512f", "avx512f"),
            Map.entry("avx512bw", "avx512bw"),
            Map.entry("avx512vl", "avx512vl"),
            Map.entry("avx512_vnni", "avx512_vnni"),
            Map.entry("avx512_bf16", "avx512_bf16"),
            Map.entry("avx512_fp16", "avx512_fp16"),
            Map.entry("amx_tile", "amx_tile"),
            Map.entry("amx_int8", "amx_int8"),
            Map.entry("amx_bf16", "amx_bf16"),
            Map.entry("asimd", "neon"),
            Map.entry("neon", "neon"),
            Map.entry("asimdhp", "fp16"),
            Map.entry("asimddp", "dotprod"),
            Map.entry("i8mm", "i8mm"),
            Map.entry("bf16", "bf16"),
            Map.entry("sve", "sve"),
            Map.entry("sve2", "sve2"),
            Map.entry("sme", "sme"));

    private InstructionSets() {}

    /**
     * Picks them from the lines that the operating system gives.
     *
     * @param featureLines words separated by anything but letters, digits and {@code _}
     * @return in the order of the lines, each once
     */
    static List<String> of(Iterable<String> featureLines) {
        Set<String> found = new LinkedHashSet<>();
        for (String line : featureLines) {
            for (String word : line.toLowerCase(Locale.ROOT).split("[^a-z0-9_]+")) {
                String name = NAMES.get(word);
                if (name != null) {
                    found.add(name);
                }
            }
        }
        return List.copyOf(found);
    }
}
