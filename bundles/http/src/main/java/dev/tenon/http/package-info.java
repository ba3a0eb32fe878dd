// SPDX-License-Identifier: Apache-2.0
/** The host's door: who may ask what over HTTP. Tenon's own servlets learn here who called, and refuse in one form. */
@Export
@Version("1.0.0")
@NullMarked
@RequireHttpWhiteboard
package dev.tenon.http;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
import org.osgi.service.servlet.whiteboard.annotations.RequireHttpWhiteboard;
