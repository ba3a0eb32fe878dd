// SPDX-License-Identifier: Apache-2.0
/**
 * What computes: CPU, GPU, NPU or a virtual device. A trial until its turn: it may change without a major version.
 */
@Export
@Version("0.1.0")
@NullMarked
package dev.tenon.api.device;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
