// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.admin.AdminException;
import dev.tenon.admin.AdminException.Reason;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** What a started bundle's components and services must be like; runs none of the bundle's code. */
final class ComponentChecks {
    /** The namespace of capabilities that declare a service (OSGi Compendium 8, §135.4). */
    private static final String SERVICE = "osgi.service";

    private final ServiceComponentRuntime components;

    ComponentChecks(ServiceComponentRuntime components) {
        this.components = components;
    }

    /**
     * Checks that the components find what they need.
     *
     * @param isAllHere whether an absent service counts
     */
    void checkReferences(String name, Bundle bundle, boolean isAllHere) {
        for (ComponentDescriptionDTO component : components.getComponentDescriptionDTOs(bundle)) {
            for (ComponentConfigurationDTO configuration : components.getComponentConfigurationDTOs(component)) {
                if (isAllHere && configuration.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE) {
                    throw new AdminException(
                            Reason.UNFIT,
                            name + " starts, but its component " + component.name + " lacks the service "
                                    + missing(component, configuration) + ", which nothing here offers");
                }
                if (configuration.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
                    throw new AdminException(
                            Reason.UNFIT, name + " starts, but " + failure(component, configuration.failure));
                }
            }
        }
    }

    private static String missing(ComponentDescriptionDTO component, ComponentConfigurationDTO configuration) {
        return Arrays.stream(configuration.unsatisfiedReferences)
                .map(reference -> Arrays.stream(component.references)
                        .filter(r -> r.name.equals(reference.name))
                        .map(r -> r.interfaceName)
                        .findFirst()
                        .orElse(reference.name))
                .collect(Collectors.joining(", "));
    }

    /** Checks that the bundle registers what its manifest declares, unless a component still waits for something. */
    void checkRegistered(String name, Bundle bundle) {
        Set<String> owed = new TreeSet<>(declared(bundle));
        services(bundle).forEach(service -> owed.removeAll(types(service)));
        components.getComponentDescriptionDTOs(bundle).stream()
                .filter(this::isWaiting)
                .forEach(component -> List.of(component.serviceInterfaces).forEach(owed::remove));
        if (!owed.isEmpty()) {
            throw new AdminException(
                    Reason.UNFIT, name + " starts, but does not register what it declares: " + String.join(", ", owed));
        }
    }

    /** A component that is switched off, lacks its configuration or lacks a service registers nothing yet. */
    private boolean isWaiting(ComponentDescriptionDTO component) {
        Collection<ComponentConfigurationDTO> configurations = components.getComponentConfigurationDTOs(component);
        return configurations.isEmpty()
                || configurations.stream()
                        .anyMatch(each -> each.state == ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION
                                || each.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE);
    }

    private static List<String> declared(Bundle bundle) {
        return Platform.revision(bundle).getDeclaredCapabilities(SERVICE).stream()
                .flatMap(capability -> texts(capability.getAttributes().get(Constants.OBJECTCLASS)))
                .toList();
    }

    private static Stream<String> texts(Object value) {
        return value instanceof Collection<?> many
                ? many.stream().map(String::valueOf)
                : Stream.ofNullable(value).map(String::valueOf);
    }

    /** Returns the bundle's services, in the order of their registration. */
    static List<ServiceReference<?>> services(Bundle bundle) {
        ServiceReference<?>[] services = bundle.getRegisteredServices();
        return services == null ? List.of() : List.of(services);
    }

    static List<String> types(ServiceReference<?> service) {
        return List.of((String[]) service.getProperty(Constants.OBJECTCLASS));
    }

    /** Returns why a component of the bundle could not be activated, if one could not. */
    Optional<String> failure(Bundle bundle) {
        return components.getComponentDescriptionDTOs(bundle).stream()
                .flatMap(component -> components.getComponentConfigurationDTOs(component).stream()
                        .filter(each -> each.state == ComponentConfigurationDTO.FAILED_ACTIVATION)
                        .map(each -> failure(component, each.failure)))
                .findFirst()
                .or(() -> unloadable(bundle));
    }

    /** Declarative Services tells nobody but its log of a class that it cannot load. */
    private Optional<String> unloadable(Bundle bundle) {
        for (ComponentDescriptionDTO component : components.getComponentDescriptionDTOs(bundle)) {
            try {
                bundle.loadClass(component.implementationClass);
            } catch (ClassNotFoundException | LinkageError e) {
                return Optional.of(
                        "its class " + component.implementationClass + " cannot be loaded: " + ForeignCall.reason(e));
            }
        }
        return Optional.empty();
    }

    /** Says in one line what a stack trace says: which exception, and whether a constructor threw it. */
    private static String failure(ComponentDescriptionDTO component, String trace) {
        List<String> lines = Optional.ofNullable(trace).stream()
                .flatMap(String::lines)
                .map(String::strip)
                .toList();
        int at = 0;
        for (int i = 0; i < lines.size(); i++) {
            at = lines.get(i).startsWith("Caused by: ") ? i : at;
        }
        if (lines.isEmpty()) {
            return "its component " + component.name + " fails and gives no reason";
        }
        boolean inConstructor =
                at + 1 < lines.size() && lines.get(at + 1).contains(component.implementationClass + ".<init>");
        String thrown =
                lines.get(at).replaceFirst("^Caused by: ", "").replaceFirst("^(?:[\\w$]+\\.)*([\\w$]+)(?=:|$)", "$1");
        return inConstructor
                ? "the constructor of its component " + component.name + " threw " + thrown
                : "its component " + component.name + " fails: " + thrown;
    }
}
