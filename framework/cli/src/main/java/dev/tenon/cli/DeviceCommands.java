// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code tenon device …}: what computes here. */
@Command(name = "device", description = "List what computes here and how busy it is.")
final class DeviceCommands implements Callable<Integer> {
    @ParentCommand
    private Tenon tenon;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return Tenon.commandMissing(spec);
    }

    @Command(name = "list", description = "List the devices.")
    int list() {
        JsonNode devices = tenon.host().get("devices");
        return tenon.show(devices, () -> {
            List<List<String>> rows = new ArrayList<>();
            for (JsonNode device : devices.path("devices")) {
                JsonNode load = device.path("load");
                rows.add(List.of(
                        device.path("id").asText(),
                        device.path("kind").asText(),
                        device.path("computeUnits").asText() + " units",
                        Text.bytes(load.path("freeMemoryBytes").asLong()) + " of "
                                + Text.bytes(device.path("memoryBytes").asLong()) + " free",
                        Math.round(100 * load.path("busy").asDouble()) + " % busy",
                        device.path("name").asText()));
            }
            return rows.isEmpty() ? List.of("No device plugin is installed.") : Text.table(rows);
        });
    }
}
