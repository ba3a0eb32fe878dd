// SPDX-License-Identifier: Apache-2.0
/** Reads and writes ONNX models without holding their weights. A library: no services, no state. */
@Export
@Version("0.2.0")
@NullMarked
package dev.tenon.onnx.graph;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
