// SPDX-License-Identifier: Apache-2.0
/** {@code /admin/v1}: what the operator's tools may ask of the host, over HTTP. */
@NullMarked
@RequireHttpWhiteboard
package dev.tenon.control;

import org.jspecify.annotations.NullMarked;
import org.osgi.service.servlet.whiteboard.annotations.RequireHttpWhiteboard;
