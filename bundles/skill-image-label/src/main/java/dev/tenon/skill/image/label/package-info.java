// SPDX-License-Identifier: Apache-2.0
/** Says what a picture shows. */
@NullMarked
package dev.tenon.skill.image.label;

import org.jspecify.annotations.NullMarked;
