// SPDX-License-Identifier: Apache-2.0
/** What the operator's tools may ask of the host: plan and apply changes, follow jobs, look back. Hidden from every bundle that is not Tenon's own. */
@Export
@Version("1.6.0")
@NullMarked
package dev.tenon.admin;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
