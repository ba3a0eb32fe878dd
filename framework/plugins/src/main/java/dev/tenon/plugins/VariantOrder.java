// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.osgi.resource.Capability;

/**
 * Which variant of a model comes first: one for an accelerator before one for the CPU before the original, then the one
 * that is fastest for its size. Whether it fits the machine is for its own requirements to say. Capabilities that are no
 * variants are all equal.
 */
final class VariantOrder implements Comparator<Capability> {
    static final VariantOrder BEST_FIRST = new VariantOrder();

    /** Its presence makes a capability {@code tenon.model} a variant: {@code w8a8-cpu}, or {@code original}. */
    static final String VARIANT = "variant";

    /** The plugin that stands for its model. */
    static final String OF = "of";

    /** The kind of device that it was made for. */
    static final String DEVICE = "device";

    /** Its size as a share of the original's. */
    static final String SHARE = "share";

    /** How many times as fast as the original it is, where it was measured. */
    static final String SPEED = "speed";

    /** The least share of the original's quality that it keeps. */
    static final String KEPT = "kept";

    private static final List<String> KINDS = List.of("gpu", "npu", "igpu");
    private static final Comparator<Capability> ORDER =
            Comparator.comparingInt(VariantOrder::place).thenComparing(VariantOrder::merit, Comparator.reverseOrder());

    private VariantOrder() {}

    static boolean isVariant(Capability capability) {
        return capability.getNamespace().equals(ModelNeeds.NAMESPACE)
                && capability.getAttributes().get(VARIANT) instanceof String;
    }

    /**
     * Says whether a capability may be added for a requirement: a variant only for the plugin of its own model, and only
     * from a plugin whose id says that it is the same publisher's. Who asks for any model of a task must not get one of
     * many from the marketplace that nobody chose.
     */
    static boolean mayBring(Capability capability, Match match) {
        return !isVariant(capability) || match.asserts(OF) && isOwn(capability);
    }

    private static boolean isOwn(Capability variant) {
        return variant.getResource() instanceof OfferedResource offered
                && offered.release().id().startsWith(variant.getAttributes().get(OF) + ".");
    }

    @Override
    public int compare(Capability one, Capability other) {
        return isVariant(one) && isVariant(other) ? ORDER.compare(one, other) : 0;
    }

    private static int place(Capability variant) {
        Object device = variant.getAttributes().get(DEVICE);
        if (!(device instanceof String kind)) {
            return KINDS.size() + 2;
        }
        int known = KINDS.indexOf(kind);
        return known >= 0 ? known : kind.equals("cpu") ? KINDS.size() + 1 : KINDS.size();
    }

    private static double merit(Capability variant) {
        Map<String, Object> attributes = variant.getAttributes();
        return number(attributes, SPEED) / number(attributes, SHARE);
    }

    /** Returns a positive number; 1 if it is absent or none. */
    static double number(Map<String, Object> attributes, String name) {
        return attributes.get(name) instanceof Double number && number > 0 && Double.isFinite(number) ? number : 1;
    }
}
