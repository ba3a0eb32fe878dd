// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.api.model.ModelDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.resource.Requirement;
import org.osgi.resource.Resource;

/** Which plugins require a model that is not here. They were installed when it was; models come and go without a plan. */
record ModelNeeds(Platform platform) {
    static final String NAMESPACE = "tenon.model";

    /**
     * A requirement that nothing meets.
     *
     * @param id of the plugin
     * @param version of the plugin
     * @param filter what the model must be, as an OSGi filter
     */
    record Need(String id, String version, String filter) {}

    /** Returns the requirements of plugins in use that neither these models meet nor what other plugins bring. */
    List<Need> unmet(List<ModelDescriptor> models) {
        List<BundleRevision> running = platform.revisionsWithout(List.of());
        List<Resource> all = new ArrayList<>(running);
        all.add(new MachineResource(List.of(), models));
        DesiredSet set = new DesiredSet(all, Offered.NOTHING, List.of());
        List<Need> needs = new ArrayList<>();
        for (BundleRevision revision : running) {
            for (Requirement requirement : ((Resource) revision).getRequirements(NAMESPACE)) {
                if (!isOptional(requirement) && set.isEffective(requirement) && !set.meets(requirement)) {
                    needs.add(new Need(
                            revision.getSymbolicName(),
                            revision.getVersion().toString(),
                            requirement.getDirectives().getOrDefault(Constants.FILTER_DIRECTIVE, "")));
                }
            }
        }
        return needs;
    }

    /** Returns the ids of the plugins that lack nothing now and would without one of these models. */
    Set<String> needing(String model, List<ModelDescriptor> models) {
        List<Need> before = unmet(models);
        return unmet(models.stream().filter(other -> !other.id().equals(model)).toList()).stream()
                .filter(need -> !before.contains(need))
                .map(Need::id)
                .collect(Collectors.toSet());
    }

    private static boolean isOptional(Requirement requirement) {
        return Constants.RESOLUTION_OPTIONAL.equals(requirement.getDirectives().get(Constants.RESOLUTION_DIRECTIVE));
    }
}
