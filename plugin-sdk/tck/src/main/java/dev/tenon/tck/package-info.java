// SPDX-License-Identifier: Apache-2.0
/**
 * Contract tests, one abstract JUnit 5 class per extension point: a plugin's author extends it, hands over an
 * implementation and learns what the platform relies on. The marketplace asks no less.
 */
@Export
@Version("1.1.0")
@NullMarked
package dev.tenon.tck;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
