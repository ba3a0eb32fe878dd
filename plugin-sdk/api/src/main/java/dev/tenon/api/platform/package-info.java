// SPDX-License-Identifier: Apache-2.0
/**
 * What the platform offers to plugins: run a model, look models up, ask the assistant, keep files. Plugins use these types and never implement them.
 */
@Export
@Version("1.0.0")
@NullMarked
package dev.tenon.api.platform;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
