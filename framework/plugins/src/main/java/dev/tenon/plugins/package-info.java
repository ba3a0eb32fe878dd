// SPDX-License-Identifier: Apache-2.0
/** Changes what runs while requests are served: plan, stage, gate, commit; on any failure nothing is left behind. */
@NullMarked
package dev.tenon.plugins;

import org.jspecify.annotations.NullMarked;
