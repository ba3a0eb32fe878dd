// SPDX-License-Identifier: Apache-2.0
/**
 * What the platform offers to plugins: run a model, look models up, compare sentences by meaning, ask the assistant, keep files, tell the operator something. Plugins use these types and never implement them.
 */
@Export
@Version("1.1.0")
@NullMarked
package dev.tenon.api.platform;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
