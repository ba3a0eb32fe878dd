// SPDX-License-Identifier: Apache-2.0
package dev.tenon.leases;

import dev.tenon.api.device.Device;
import dev.tenon.api.device.DeviceDescriptor;
import dev.tenon.api.device.DeviceLoad;

/** Fronts of devices. */
final class DeviceFronts implements FrontFactory<Device> {
    @Override
    public Class<Device> type() {
        return Device.class;
    }

    /** A device looks at the machine when it is first asked. */
    @Override
    public void prepare(Device service) {
        service.descriptor();
        service.load();
    }

    @Override
    public Device front(Calls<Device> calls) {
        return new DeviceFront(calls);
    }

    private static final class DeviceFront implements Device {
        private final Calls<Device> calls;

        private DeviceFront(Calls<Device> calls) {
            this.calls = calls;
        }

        @Override
        public DeviceDescriptor descriptor() {
            return calls.call(Device::descriptor);
        }

        @Override
        public DeviceLoad load() {
            return calls.call(Device::load);
        }

        @Override
        public String toString() {
            return "front of a device of " + calls.plugin();
        }
    }
}
