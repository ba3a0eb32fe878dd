// SPDX-License-Identifier: Apache-2.0
package dev.tenon.leases;

import java.time.Duration;

/**
 * One lease on a plugin's service, as an operator reads it.
 *
 * @param pluginId whose service
 * @param version of the release that is held, {@code 1.2.0}
 * @param type simple name of the service's interface ({@code Skill})
 * @param holder who holds it: the calling bundle and its thread, or what was handed out and to whom
 * @param age how long it has been held, exact to a quarter of a second for calls
 */
public record HeldLease(String pluginId, String version, String type, String holder, Duration age) {}
