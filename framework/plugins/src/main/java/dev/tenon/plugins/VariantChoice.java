// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.resource.Capability;
import org.osgi.resource.Requirement;

/**
 * Says why this machine gets the variant of a model that it gets.
 *
 * @param catalogue that has the others
 * @param machine what is here
 */
record VariantChoice(Catalogue catalogue, MachineResource machine) {
    private static final String DEVICE = "tenon.device";

    /** Returns a sentence for each variant among these. */
    List<String> reasons(Stream<OfferedResource> chosen) {
        return chosen.flatMap(resource -> variant(resource).map(this::reason).stream())
                .sorted()
                .toList();
    }

    private static Optional<Capability> variant(OfferedResource resource) {
        return resource.getCapabilities(ModelNeeds.NAMESPACE).stream()
                .filter(VariantOrder::isVariant)
                .findFirst();
    }

    private String reason(Capability chosen) {
        String others = catalogue
                .capabilities()
                .of(ModelNeeds.NAMESPACE, model(chosen))
                .filter(other -> VariantOrder.isVariant(other) && !name(other).equals(name(chosen)))
                .filter(other -> isOfSame(chosen, other))
                .sorted(VariantOrder.BEST_FIRST)
                .map(other -> " Not " + name(other) + ": " + against(chosen, other) + ".")
                .distinct()
                .collect(Collectors.joining());
        return "Of model " + model(chosen) + " this machine gets " + name(chosen) + figures(chosen) + "." + others;
    }

    /** Only variants of one plugin, in one version, were ever to choose from. */
    private static boolean isOfSame(Capability one, Capability other) {
        return Stream.of(VariantOrder.OF, "version")
                .allMatch(attribute -> String.valueOf(one.getAttributes().get(attribute))
                        .equals(String.valueOf(other.getAttributes().get(attribute))));
    }

    private static String model(Capability variant) {
        return String.valueOf(variant.getAttributes().get(ModelNeeds.NAMESPACE));
    }

    private static String name(Capability variant) {
        return String.valueOf(variant.getAttributes().get(VariantOrder.VARIANT));
    }

    private static String figures(Capability variant) {
        Map<String, Object> attributes = variant.getAttributes();
        if (!attributes.containsKey(VariantOrder.SHARE)) {
            return "";
        }
        return String.format(
                Locale.ROOT,
                ": %s, %s where it was measured, keeps at least %.1f %%",
                size(variant),
                speed(variant),
                100 * VariantOrder.number(attributes, VariantOrder.KEPT));
    }

    private static String size(Capability variant) {
        double share = VariantOrder.number(variant.getAttributes(), VariantOrder.SHARE);
        return String.format(Locale.ROOT, "%.0f %% of the original's size", 100 * share);
    }

    private static String speed(Capability variant) {
        double speed = VariantOrder.number(variant.getAttributes(), VariantOrder.SPEED);
        return String.format(Locale.ROOT, "%.2f times as fast", speed);
    }

    private String against(Capability chosen, Capability other) {
        String kind = device(other);
        boolean fits = other.getResource().getRequirements(DEVICE).stream().allMatch(this::isMet);
        if (fits) {
            return kind.isEmpty()
                    ? "it is larger"
                    : kind.equals(device(chosen))
                            ? "for " + size(other) + " it is " + speed(other)
                            : "the " + device(chosen) + " here comes before the " + kind;
        }
        boolean isHere = machine.getCapabilities(DEVICE).stream()
                .anyMatch(device -> kind.equals(device.getAttributes().get("kind")));
        return isHere
                ? "the " + kind + " here lacks instructions that it was made for"
                : "there is no " + kind + " here";
    }

    private static String device(Capability variant) {
        return variant.getAttributes().get(VariantOrder.DEVICE) instanceof String kind ? kind : "";
    }

    private boolean isMet(Requirement requirement) {
        return machine.getCapabilities(DEVICE).stream().anyMatch(device -> DesiredSet.matches(requirement, device));
    }
}
