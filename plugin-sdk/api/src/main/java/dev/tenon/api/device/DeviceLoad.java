// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.device;

/**
 * How busy a device is at one moment.
 *
 * @param busy share of its compute in use by anybody, 0 to 1
 * @param freeMemoryBytes memory that nobody uses, in bytes, at least 0
 */
public record DeviceLoad(double busy, long freeMemoryBytes) {}
