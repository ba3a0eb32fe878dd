// SPDX-License-Identifier: Apache-2.0
/**
 * What is known of a model before it runs: task, inputs, outputs, preprocessing, licence and expected answers.
 */
@Export
@Version("1.1.0")
@NullMarked
package dev.tenon.api.model;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
