// SPDX-License-Identifier: Apache-2.0
package dev.tenon.onnx.graph;

import dev.tenon.onnx.graph.proto.StringStringEntryProto;
import dev.tenon.onnx.graph.proto.TensorProto;
import dev.tenon.onnx.graph.proto.TensorProto.DataLocation;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where the bytes of a tensor lie: a part of a file, in the layout of {@code raw_data}. A model in memory names its large
 * tensors' regions as ONNX names external data (docs/ExternalData.md), with an absolute path.
 *
 * @param file absolute
 * @param offset of the first byte
 * @param length in bytes
 */
public record Region(Path file, long offset, long length) {
    static final String LOCATION = "location";
    static final String OFFSET = "offset";
    static final String LENGTH = "length";

    /**
     * Checks.
     *
     * @throws IllegalArgumentException if the path is relative, or a number negative
     */
    public Region {
        if (!file.isAbsolute() || offset < 0 || length < 0) {
            throw new IllegalArgumentException("no region: " + file + " " + offset + " " + length);
        }
    }

    /**
     * Returns where a tensor of a model that was {@linkplain ModelReader read} has its bytes.
     *
     * @param tensor of a model in memory
     * @return empty if it has them itself
     */
    public static Optional<Region> of(TensorProto tensor) {
        if (tensor.getDataLocation() != DataLocation.EXTERNAL) {
            return Optional.empty();
        }
        Map<String, String> entries = new HashMap<>();
        tensor.getExternalDataList().forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
        return Optional.of(new Region(
                Path.of(entries.getOrDefault(LOCATION, "")),
                Long.parseLong(entries.getOrDefault(OFFSET, "0")),
                Long.parseLong(entries.getOrDefault(LENGTH, "0"))));
    }

    /** Says whether a tensor's data are named as a model that is being written names them: beside its own file. */
    static boolean isRelative(TensorProto tensor) {
        return tensor.getDataLocation() == DataLocation.EXTERNAL
                && tensor.getExternalDataList().stream()
                        .anyMatch(entry -> entry.getKey().equals(LOCATION)
                                && !Path.of(entry.getValue()).isAbsolute());
    }

    /**
     * Returns a tensor whose bytes lie here.
     *
     * @param tensor its name, type and shape are kept
     * @return the same with this region in place of its values
     */
    public TensorProto in(TensorProto tensor) {
        return at(tensor, file.toString(), offset, length);
    }

    static TensorProto at(TensorProto tensor, String location, long offset, long length) {
        return tensor.toBuilder()
                .clearRawData()
                .clearFloatData()
                .clearDoubleData()
                .clearInt32Data()
                .clearInt64Data()
                .clearUint64Data()
                .clearExternalData()
                .setDataLocation(DataLocation.EXTERNAL)
                .addExternalData(entry(LOCATION, location))
                .addExternalData(entry(OFFSET, Long.toString(offset)))
                .addExternalData(entry(LENGTH, Long.toString(length)))
                .build();
    }

    private static StringStringEntryProto entry(String key, String value) {
        return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
    }
}
