// SPDX-License-Identifier: Apache-2.0
/**
 * The messages of ONNX, as Protocol Buffers' compiler makes them of {@code onnx.proto}: nothing here is written by hand.
 * The version is that of the ONNX whose {@code onnx.proto} it is, because that alone decides which types and fields there
 * are. The other half of them is Protocol Buffers' own: their classes extend and return types of
 * {@code com.google.protobuf}, which the export names in {@code uses}, so that no importer is wired to another one of these.
 */
@Export
@Version("1.23.1")
package dev.tenon.onnx.graph.proto;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
