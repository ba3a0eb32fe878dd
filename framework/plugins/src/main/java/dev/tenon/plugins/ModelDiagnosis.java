// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.admin.Diagnosis;
import dev.tenon.api.model.InstalledModel;
import dev.tenon.api.platform.Models;
import dev.tenon.catalog.format.PluginIds;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Plugins that require a model which is not here any more. */
@Component
public final class ModelDiagnosis implements Diagnosis {
    private final ModelNeeds needs;
    private final Models models;

    /**
     * Starts.
     *
     * @param context names home and distribution
     * @param models that there are
     */
    @Activate
    public ModelDiagnosis(BundleContext context, @Reference Models models) {
        needs = new ModelNeeds(new Platform(context));
        this.models = models;
    }

    @Override
    public List<Finding> findings() {
        return needs.unmet(models.all().stream().map(InstalledModel::descriptor).toList()).stream()
                .map(need -> new Finding(
                        "model",
                        Severity.FAILED,
                        need.id(),
                        need.id() + " " + need.version() + " requires a model " + need.filter()
                                + ", and none that is here is one",
                        "./tenon model list shows which there are, ./tenon model add NAME; or ./tenon plugin remove "
                                + PluginIds.shortName(need.id())))
                .toList();
    }
}
