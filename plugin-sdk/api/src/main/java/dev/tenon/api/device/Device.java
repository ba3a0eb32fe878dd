// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.device;

import org.osgi.annotation.versioning.ConsumerType;

/** Something that computes. Thread-safe. */
@ConsumerType
public interface Device {
    /**
     * Says what this device is. Constant while the device is there.
     *
     * @return the descriptor
     */
    DeviceDescriptor descriptor();

    /**
     * Reads how busy the device is now. Returns within milliseconds.
     *
     * @return a snapshot
     */
    DeviceLoad load();
}
