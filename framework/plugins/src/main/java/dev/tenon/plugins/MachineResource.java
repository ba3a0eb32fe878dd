// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.api.device.DeviceDescriptor;
import dev.tenon.api.model.ModelDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.osgi.resource.Capability;
import org.osgi.resource.Requirement;
import org.osgi.resource.Resource;

/** What this machine has at this moment, as the resolver sees it: devices and models. */
final class MachineResource implements Resource {
    private final List<Capability> capabilities = new ArrayList<>();

    MachineResource(List<DeviceDescriptor> devices, List<ModelDescriptor> models) {
        for (DeviceDescriptor device : devices) {
            capabilities.add(new Offered(
                    this,
                    "tenon.device",
                    Map.of(
                            "tenon.device", device.id(),
                            "kind", device.kind(),
                            "units", (long) device.computeUnits(),
                            "memory", device.memoryBytes(),
                            "instructions", device.instructionSets())));
        }
        for (ModelDescriptor model : models) {
            capabilities.add(new Offered(this, "tenon.model", model.capability()));
        }
    }

    @Override
    public List<Capability> getCapabilities(String namespace) {
        return capabilities.stream()
                .filter(c -> namespace == null || c.getNamespace().equals(namespace))
                .toList();
    }

    @Override
    public List<Requirement> getRequirements(String namespace) {
        return List.of();
    }

    private record Offered(Resource resource, String namespace, Map<String, Object> attributes) implements Capability {
        @Override
        public String getNamespace() {
            return namespace;
        }

        @Override
        public Map<String, String> getDirectives() {
            return Map.of();
        }

        @Override
        public Map<String, Object> getAttributes() {
            return attributes;
        }

        @Override
        public Resource getResource() {
            return resource;
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }

        @Override
        public String toString() {
            return namespace + attributes;
        }
    }
}
