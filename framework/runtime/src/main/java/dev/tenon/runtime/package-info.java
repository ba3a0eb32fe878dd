// SPDX-License-Identifier: Apache-2.0
/** What Tenon's own bundles ask of each other: the model store and the hubs it imports from, offers of the marketplace, calls of models and what is calibrated with them, traces, notices, whether all has started, work in processes of its own, which plugin a service comes from. Hidden from every bundle that is not Tenon's own. */
@Export
@Version("1.5.0")
@NullMarked
package dev.tenon.runtime;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
