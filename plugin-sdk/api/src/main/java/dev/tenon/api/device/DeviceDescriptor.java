// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.device;

import java.util.List;
import java.util.Map;

/**
 * What a device is.
 *
 * @param id unique in this host ({@code cpu0})
 * @param kind {@code cpu}, {@code igpu}, {@code gpu}, {@code npu} or {@code virtual}
 * @param name for people, as the maker calls it
 * @param computeUnits cores or their like that this process may use, at least 1
 * @param memoryBytes memory that models can be held in, in bytes, at least 1
 * @param instructionSets what its units understand beyond the base ({@code avx2}, {@code avx512_vnni}); may be empty
 * @param facts anything else worth showing, by name
 */
public record DeviceDescriptor(
        String id,
        String kind,
        String name,
        int computeUnits,
        long memoryBytes,
        List<String> instructionSets,
        Map<String, String> facts) {
    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if id or kind is empty, or a number below 1
     */
    public DeviceDescriptor {
        if (id.isBlank() || kind.isBlank()) {
            throw new IllegalArgumentException("a device needs an id and a kind");
        }
        if (computeUnits < 1 || memoryBytes < 1) {
            throw new IllegalArgumentException("device " + id + " needs at least one unit and one byte");
        }
        instructionSets = List.copyOf(instructionSets);
        facts = Map.copyOf(facts);
    }
}
