// SPDX-License-Identifier: Apache-2.0
/**
 * Stable fronts before the services of plugins, and leases on what stands behind them. For Tenon's own bundles: whoever
 * carries a change out moves the fronts, and a bundle that knows one more kind of service adds a factory for it.
 */
@Export
@Version("1.0.0")
@NullMarked
package dev.tenon.leases;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
