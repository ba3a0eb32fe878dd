// SPDX-License-Identifier: Apache-2.0
/** Native sessions that outlive the release of the backend that loaded them: this bundle is never refreshed. */
@Export
@Version("1.0.0")
@NullMarked
package dev.tenon.onnxruntime;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
