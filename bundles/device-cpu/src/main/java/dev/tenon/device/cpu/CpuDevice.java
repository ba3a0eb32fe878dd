// SPDX-License-Identifier: Apache-2.0
package dev.tenon.device.cpu;

import dev.tenon.api.device.Device;
import dev.tenon.api.device.DeviceDescriptor;
import dev.tenon.api.device.DeviceLoad;
import dev.tenon.api.lifecycle.TenonPlugin;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The CPU that this process runs on. Nothing is looked up before somebody asks: the boot does not wait for it. */
@TenonPlugin(
        id = "dev.tenon.device.cpu",
        name = "CPU",
        summary = "The machine's CPU: usable cores, instruction sets, memory and load.",
        categories = "device")
@Capability(namespace = "tenon.device", name = "cpu", attribute = "kind=cpu", effective = "tenon")
@Component(property = {"tenon.device.id=" + CpuDevice.ID, "tenon.device.kind=" + CpuDevice.KIND})
public final class CpuDevice implements Device {
    static final String ID = "cpu0";
    static final String KIND = "cpu";

    private @Nullable Processor processor;
    private @Nullable DeviceDescriptor descriptor;

    /** Starts without looking. */
    @Activate
    public CpuDevice() {}

    private synchronized Processor processor() {
        Processor current = processor;
        if (current == null) {
            current = new Processor();
            processor = current;
        }
        return current;
    }

    /** Where oshi runs programs, the JVM's thread that waits for them keeps the context loader of whoever starts one. */
    private static <T> T asNobody(Supplier<T> look) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            return look.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public synchronized DeviceDescriptor descriptor() {
        DeviceDescriptor current = descriptor;
        if (current == null) {
            current = asNobody(() -> processor().descriptor(ID, KIND));
            descriptor = current;
        }
        return current;
    }

    @Override
    public DeviceLoad load() {
        return asNobody(() -> processor().load());
    }
}
