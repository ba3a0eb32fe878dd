// SPDX-License-Identifier: Apache-2.0
package dev.tenon.catalog.format;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Everything a marketplace offers.
 *
 * @param sequence grows with every change: a host never accepts a lower one than it has seen
 * @param issued ISO 8601 instant of the signature
 * @param releases every release, sorted by id and then by version, oldest first
 */
public record Index(long sequence, String issued, List<Release> releases) {
    /** Copies. */
    public Index {
        releases = List.copyOf(releases);
    }

    /** Leaves out a release that cannot be read: one bad plugin never spoils the catalogue. */
    @JsonCreator
    static Index read(
            @JsonProperty(value = "sequence", required = true) long sequence,
            @JsonProperty(value = "issued", required = true) String issued,
            @JsonProperty(value = "releases", required = true) List<JsonNode> releases) {
        return new Index(
                sequence,
                issued,
                releases.stream()
                        .flatMap(release -> Json.readable(release, Release.class).stream())
                        .toList());
    }
}
