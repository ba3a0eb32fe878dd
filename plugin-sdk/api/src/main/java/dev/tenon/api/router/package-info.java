// SPDX-License-Identifier: Apache-2.0
/**
 * Decides which skill answers a request: by nearness to the examples of each, by rules, or in any other way.
 */
@Export
@Version("1.0.0")
@NullMarked
package dev.tenon.api.router;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
