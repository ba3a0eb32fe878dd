// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.admin.Diagnosis;
import dev.tenon.admin.Settings.Configuration;
import dev.tenon.admin.Settings.Source;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Settings files that are wrong, that nobody reads, or that show a secret to others. */
@Component
public final class SettingsDiagnosis implements Diagnosis {
    private final SettingsFiles files;
    private final SettingsView view;

    /**
     * Starts on what was delivered.
     *
     * @param files that were given to Config Admin
     */
    @Activate
    public SettingsDiagnosis(@Reference SettingsFiles files) {
        this.files = files;
        view = new SettingsView(files);
    }

    @Override
    public List<Finding> findings() {
        return view.all().stream()
                .flatMap(configuration -> finding(configuration).stream())
                .toList();
    }

    private Optional<Finding> finding(Configuration configuration) {
        String file = configuration.file();
        if (configuration.source() == Source.UNREAD) {
            return Optional.of(finding(
                    configuration,
                    Severity.DEGRADED,
                    file + ": " + configuration.problem(),
                    "install what reads it, or delete the file"));
        }
        if (!configuration.problem().isEmpty()) {
            String inForce = configuration.source() == Source.LAST_GOOD
                    ? "the last good settings stay in force"
                    : "the defaults are in force";
            return Optional.of(finding(
                    configuration,
                    Severity.FAILED,
                    file + " is left out, " + inForce + ": " + configuration.problem(),
                    "mend the file and run ./tenon config reload, or ./tenon config unset " + configuration.pid()));
        }
        boolean secretSet = configuration.settings().stream().anyMatch(s -> s.secret() && s.set());
        return secretSet && files.folder().readByOthers(configuration.pid())
                ? Optional.of(finding(
                        configuration,
                        Severity.FAILED,
                        file + " holds a secret and is readable by others",
                        "chmod 600 " + file))
                : Optional.empty();
    }

    private static Finding finding(Configuration of, Severity severity, String message, String remedy) {
        return new Finding("settings", severity, of.plugin(), message, remedy);
    }
}
