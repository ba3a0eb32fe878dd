// SPDX-License-Identifier: Apache-2.0
/** Writes variants of ONNX models. */
@NullMarked
package dev.tenon.quantizer.onnx;

import org.jspecify.annotations.NullMarked;
