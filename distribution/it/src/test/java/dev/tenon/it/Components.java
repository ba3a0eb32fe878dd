// SPDX-License-Identifier: Apache-2.0
package dev.tenon.it;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/** Reads what Declarative Services made of the components in the container. */
final class Components {
    private Components() {}

    /** Returns the names of all our components. */
    static List<String> ours() {
        return descriptions().stream().map(description -> description.name).toList();
    }

    /** Returns a line for each of our components that does not serve: which reference it lacks, or how it failed. */
    static List<String> unsatisfied() {
        ServiceComponentRuntime runtime = runtime();
        List<String> lines = new ArrayList<>();
        for (ComponentDescriptionDTO description : descriptions()) {
            for (ComponentConfigurationDTO configuration : runtime.getComponentConfigurationDTOs(description)) {
                if (configuration.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
                    lines.add(description.name + " failed: " + firstLine(configuration.failure));
                } else if (configuration.state < ComponentConfigurationDTO.SATISFIED) {
                    lines.add(description.name + " lacks " + lacks(configuration));
                }
            }
        }
        return lines;
    }

    private static List<ComponentDescriptionDTO> descriptions() {
        return runtime().getComponentDescriptionDTOs().stream()
                .filter(description -> description.bundle.symbolicName.startsWith("dev.tenon."))
                .toList();
    }

    private static String lacks(ComponentConfigurationDTO configuration) {
        if (configuration.unsatisfiedReferences.length == 0) {
            return "its configuration " + Arrays.toString(configuration.description.configurationPid);
        }
        List<String> names = new ArrayList<>();
        for (UnsatisfiedReferenceDTO reference : configuration.unsatisfiedReferences) {
            Arrays.stream(configuration.description.references)
                    .filter(declared -> declared.name.equals(reference.name))
                    .forEach(declared ->
                            names.add(declared.interfaceName + (declared.target == null ? "" : " " + declared.target)));
        }
        return String.join(", ", names);
    }

    private static String firstLine(String failure) {
        return failure.lines().findFirst().orElse(failure);
    }

    /** All references: the class path of the tests holds this interface, too, which hides the one of the container. */
    private static ServiceComponentRuntime runtime() {
        try {
            ServiceReference<?>[] references =
                    InContainer.framework().getAllServiceReferences(ServiceComponentRuntime.class.getName(), null);
            return (ServiceComponentRuntime) InContainer.framework().getService(references[0]);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
