// SPDX-License-Identifier: Apache-2.0
/** What Tenon's own bundles ask of each other: the model store, offers of the marketplace, traces, notices, whether all has started, which plugin a service comes from. Hidden from every bundle that is not Tenon's own. */
@Export
@Version("1.3.0")
@NullMarked
package dev.tenon.runtime;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
