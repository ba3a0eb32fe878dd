// SPDX-License-Identifier: Apache-2.0
/** The marketplace's index as the host may believe it: signed by the trusted key and never older than one seen before. */
@Export
@Version("1.0.0")
@NullMarked
package dev.tenon.trust;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
