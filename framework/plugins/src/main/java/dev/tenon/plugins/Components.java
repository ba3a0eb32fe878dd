// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/** Says in words why a component does not serve. */
final class Components {
    /** How a problem begins that waiting does not mend. */
    static final String FAILS = "it fails";

    private static final int LONGEST = 300;

    private Components() {}

    /** Returns what keeps one configured component from serving, empty if nothing does. */
    static Optional<String> problem(ComponentConfigurationDTO configuration) {
        return switch (configuration.state) {
            case ComponentConfigurationDTO.FAILED_ACTIVATION ->
                Optional.of(FAILS + " to start: " + reason(configuration.failure));
            case ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION -> Optional.of("it needs settings and has none");
            case ComponentConfigurationDTO.UNSATISFIED_REFERENCE -> Optional.of("it waits for " + lacks(configuration));
            default -> Optional.empty();
        };
    }

    /** Returns what keeps a component from serving that was given no configuration that it needs. */
    static Optional<String> problem(ServiceComponentRuntime runtime, ComponentDescriptionDTO description) {
        List<ComponentConfigurationDTO> configurations =
                List.copyOf(runtime.getComponentConfigurationDTOs(description));
        return configurations.stream()
                .flatMap(configuration -> problem(configuration).stream())
                .findFirst();
    }

    private static String lacks(ComponentConfigurationDTO configuration) {
        return Arrays.stream(configuration.unsatisfiedReferences)
                .map(reference -> service(configuration.description, reference))
                .collect(Collectors.joining(", "));
    }

    private static String service(ComponentDescriptionDTO component, UnsatisfiedReferenceDTO missing) {
        return Arrays.stream(component.references)
                .filter(declared -> declared.name.equals(missing.name))
                .findFirst()
                .map(declared -> "the service " + declared.interfaceName
                        + (missing.target == null || missing.target.isEmpty() ? "" : " with " + missing.target)
                        + ", which nobody here offers")
                .orElse("its reference " + missing.name);
    }

    /** Finds the first cause in a stack trace, as its author put it. */
    private static String reason(String failure) {
        String cause = failure.lines()
                .filter(line -> line.startsWith("Caused by: "))
                .reduce((first, last) -> last)
                .map(line -> line.substring("Caused by: ".length()))
                .orElseGet(() -> failure.lines().findFirst().orElse("it gives no reason"));
        String said = cause.startsWith("java.lang.IllegalArgumentException: ")
                ? cause.substring("java.lang.IllegalArgumentException: ".length())
                : cause;
        return said.length() <= LONGEST ? said : said.substring(0, LONGEST) + "…";
    }
}
