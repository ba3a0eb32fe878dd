// SPDX-License-Identifier: Apache-2.0
/** Runs ONNX models with ONNX Runtime. */
@NullMarked
package dev.tenon.backend.onnx;

import org.jspecify.annotations.NullMarked;
