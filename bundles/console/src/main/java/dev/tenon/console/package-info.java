// SPDX-License-Identifier: Apache-2.0
/** The web console: static pages that speak {@code /admin/v1}. */
@NullMarked
@RequireHttpWhiteboard
package dev.tenon.console;

import org.jspecify.annotations.NullMarked;
import org.osgi.service.servlet.whiteboard.annotations.RequireHttpWhiteboard;
