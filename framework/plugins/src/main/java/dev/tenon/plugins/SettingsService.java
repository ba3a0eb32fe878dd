// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.admin.AdminException;
import dev.tenon.admin.AdminException.Reason;
import dev.tenon.admin.Job;
import dev.tenon.admin.Jobs;
import dev.tenon.admin.Settings;
import dev.tenon.catalog.format.FormatException;
import dev.tenon.catalog.format.PluginIds;
import dev.tenon.catalog.format.SettingsDocument;
import dev.tenon.plugins.SettingsView.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/** The admin API's {@link Settings}: each change a job, tried before it is written. */
@Component
public final class SettingsService implements Settings {
    private static final Duration TRIAL_LIMIT = Duration.ofSeconds(10);

    private final Platform platform;
    private final SettingsFiles files;
    private final SettingsView view;
    private final Jobs jobs;
    private final SettingsChange change;

    /**
     * Starts on what was delivered.
     *
     * @param context names the home
     * @param files that were given to Config Admin
     * @param jobs to run changes in
     * @param components to ask whether what reads the settings serves
     */
    @Activate
    public SettingsService(
            BundleContext context,
            @Reference SettingsFiles files,
            @Reference Jobs jobs,
            @Reference ServiceComponentRuntime components) {
        platform = new Platform(context);
        this.files = files;
        this.jobs = jobs;
        view = new SettingsView(files);
        change = new SettingsChange(platform, files, new ComponentTrial(platform.context(), components, TRIAL_LIMIT));
    }

    @Override
    public List<Configuration> all() {
        return view.all();
    }

    @Override
    public List<Configuration> find(String name) {
        List<Configuration> unread = view.all().stream()
                .filter(configuration -> configuration.source() == Source.UNREAD
                        && configuration.pid().equals(name))
                .toList();
        return unread.isEmpty()
                ? view.targets(name).stream().map(view::describe).toList()
                : unread;
    }

    @Override
    public Job set(String name, String key, List<String> values) {
        Target target = target(name, key);
        wellFormed(edit(target, document -> document.with(key, values)));
        return jobs.submit(
                "config set " + label(target) + "/" + key,
                progress -> change.carryOut(
                        target, wellFormed(edit(target, document -> document.with(key, values))), progress, key));
    }

    @Override
    public Job unset(String name, String key) {
        if (key.isEmpty()) {
            Target target = one(name, view.targets(name), "/KEY, or the PID");
            return jobs.submit(
                    "config unset " + label(target),
                    progress -> change.carryOut(target, SettingsDocument.empty(target.schema()), progress, ""));
        }
        Target target = holder(name, key);
        if (!edit(target, document -> document).has(key)) {
            throw new AdminException(
                    Reason.NO_CHANGE, label(target) + "/" + key + " is not set: its default is in force already");
        }
        return jobs.submit(
                "config unset " + label(target) + "/" + key,
                progress -> change.carryOut(target, edit(target, document -> document.without(key)), progress, key));
    }

    @Override
    public Job reload() {
        return jobs.submit("config reload", progress -> {
            Map<String, String> problems = change.reload(progress);
            if (!problems.isEmpty()) {
                throw new AdminException(
                        Reason.BAD_REQUEST,
                        problems.entrySet().stream()
                                .map(problem -> problem.getKey() + ".json is left out: " + problem.getValue())
                                .collect(Collectors.joining("; ")));
            }
            return "all settings are read";
        });
    }

    private Target target(String name, String key) {
        List<Target> targets = view.targets(name);
        List<Target> having = targets.stream()
                .filter(target -> target.schema().find(key).isPresent())
                .toList();
        if (having.isEmpty() && !targets.isEmpty()) {
            Target first = targets.get(0);
            throw new AdminException(
                    Reason.UNKNOWN, label(first) + ": " + first.schema().unknown(key));
        }
        return one(name, having, "the PID");
    }

    /** Finds whose file holds a key, be it one that the metatype does not know. */
    private Target holder(String name, String key) {
        List<Target> holding = view.targets(name).stream()
                .filter(target -> edit(target, document -> document).has(key))
                .toList();
        return holding.isEmpty() ? target(name, key) : one(name, holding, "the PID");
    }

    private static Target one(String name, List<Target> targets, String instead) {
        if (targets.isEmpty()) {
            throw new AdminException(
                    Reason.UNKNOWN, "'" + name + "' has no configuration yet: name a new one, as in " + name + "~NAME");
        }
        if (targets.size() > 1) {
            throw new AdminException(
                    Reason.AMBIGUOUS,
                    "'" + name + "' may be " + targets.stream().map(Target::pid).collect(Collectors.joining(" or "))
                            + ": give " + instead);
        }
        return targets.get(0);
    }

    /** One edit of the file as it stands. */
    private interface Edit {
        SettingsDocument of(SettingsDocument document) throws FormatException;
    }

    private SettingsDocument edit(Target target, Edit edit) {
        Optional<String> text;
        try {
            text = files.folder().read(target.pid());
        } catch (IOException e) {
            throw platform.storage("the settings of " + target.pid() + " cannot be read", e);
        }
        SettingsDocument before = SettingsDocument.empty(target.schema());
        try {
            before = text.isEmpty() ? before : SettingsDocument.parse(text.get(), target.schema());
        } catch (FormatException e) {
            throw new AdminException(
                    Reason.BAD_REQUEST,
                    files.folder().file(target.pid()) + " is broken, " + e.getMessage()
                            + ": mend it, or begin anew with" + " ./tenon config unset " + target.pid(),
                    e);
        }
        try {
            return edit.of(before);
        } catch (FormatException e) {
            throw new AdminException(Reason.BAD_REQUEST, String.valueOf(e.getMessage()), e);
        }
    }

    private static SettingsDocument wellFormed(SettingsDocument document) {
        if (!document.problems().isEmpty()) {
            throw new AdminException(Reason.BAD_REQUEST, String.join("; ", document.problems()));
        }
        return document;
    }

    static String label(Target target) {
        String bundle = target.described().bundle().getSymbolicName();
        return target.pid().equals(bundle) ? PluginIds.shortName(bundle) : target.pid();
    }
}
