// SPDX-License-Identifier: Apache-2.0
package dev.tenon.onnx.graph;

import dev.tenon.onnx.graph.proto.ModelProto;
import dev.tenon.onnx.graph.proto.StringStringEntryProto;
import dev.tenon.onnx.graph.proto.TensorProto;
import dev.tenon.onnx.graph.proto.TensorProto.DataLocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Finds the external data of a model (onnx/docs/ExternalData.md). They must lie in the model's folder or below it, links
 * followed: a model that names {@code ../../etc/passwd} would have it in its outputs.
 */
final class ExternalData {
    private final Path model;

    /** For a model's file, absolute. */
    ExternalData(Path model) {
        this.model = model;
    }

    /**
     * Returns a model as it is in memory: each tensor with an absolute region, checked, or without any. It must be the
     * parsed model as a whole, to which no parser adds anything afterwards.
     */
    ModelProto resolve(ModelProto model) throws IOException {
        try {
            return Tensors.map(model, tensor -> {
                try {
                    return resolve(tensor);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private TensorProto resolve(TensorProto tensor) throws IOException {
        if (tensor.getDataLocation() != DataLocation.EXTERNAL) {
            return tensor.getExternalDataCount() == 0
                    ? tensor
                    : tensor.toBuilder().clearExternalData().build();
        }
        Map<String, String> entries = new HashMap<>();
        for (StringStringEntryProto entry : tensor.getExternalDataList()) {
            entries.put(entry.getKey(), entry.getValue());
        }
        String location = entries.getOrDefault(Region.LOCATION, "");
        boolean isOwn = location.equals(model.toString()); // its values were found inside the model itself
        Path file = isOwn ? model : file(tensor, location);
        long size = Files.size(file);
        long offset = number(tensor, entries.getOrDefault(Region.OFFSET, "0"));
        long length = entries.containsKey(Region.LENGTH)
                ? number(tensor, entries.get(Region.LENGTH))
                : Math.max(0, size - offset);
        if (offset > size || length > size - offset) {
            throw new OnnxException(
                    "of the tensor " + tensor.getName() + " of " + model + ", " + file + " has only " + size
                            + " bytes where bytes " + offset + " to " + (offset + length)
                            + " are named: fetch it again, it is cut");
        }
        return new Region(file, offset, length).in(tensor);
    }

    private Path file(TensorProto tensor, String location) throws IOException {
        Path folder = model.getParent();
        Path file;
        try {
            file = folder.resolve(location).normalize();
        } catch (InvalidPathException e) {
            throw outside(tensor, location);
        }
        if (location.isEmpty() || Path.of(location).isAbsolute() || !file.startsWith(folder)) {
            throw outside(tensor, location);
        }
        if (!Files.isRegularFile(file)) {
            throw new OnnxException("the tensor " + tensor.getName() + " of " + model + " has its data in " + file
                    + ", which is not there: fetch it too and put it beside the model");
        }
        if (!file.toRealPath().startsWith(folder.toRealPath())) {
            throw outside(tensor, location);
        }
        return file;
    }

    private OnnxException outside(TensorProto tensor, String location) {
        return new OnnxException("the tensor " + tensor.getName() + " of " + model + " names '" + location
                + "', which is not a file in the model's folder: do not use this model unless you know why");
    }

    private static long number(TensorProto tensor, String text) throws OnnxException {
        if (!text.matches("\\d{1,18}")) {
            throw new OnnxException("the tensor " + tensor.getName() + " names '" + text + "' where a number of bytes"
                    + " belongs: the model is damaged");
        }
        return Long.parseLong(text);
    }
}
