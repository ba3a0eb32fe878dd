// SPDX-License-Identifier: Apache-2.0
/** The records that host and marketplace exchange, their JSON, the signature over the index, and what a bundle says of its settings. */
@Export
@Version("1.1.0")
@NullMarked
package dev.tenon.catalog.format;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
