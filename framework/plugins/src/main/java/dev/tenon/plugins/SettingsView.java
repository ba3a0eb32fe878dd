// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.admin.AdminException;
import dev.tenon.admin.AdminException.Reason;
import dev.tenon.admin.Settings.Configuration;
import dev.tenon.admin.Settings.Setting;
import dev.tenon.admin.Settings.Source;
import dev.tenon.catalog.format.Nearest;
import dev.tenon.catalog.format.PluginIds;
import dev.tenon.catalog.format.SettingKey;
import dev.tenon.catalog.format.SettingsDocument;
import dev.tenon.catalog.format.SettingsSchema;
import dev.tenon.generation.DurableFiles;
import dev.tenon.generation.Sha256;
import dev.tenon.plugins.SettingSchemas.Described;
import dev.tenon.plugins.SettingsFiles.Held;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Settings as the operator sees them, and the names by which they are found. */
final class SettingsView {
    private final SettingsFiles files;

    SettingsView(SettingsFiles files) {
        this.files = files;
    }

    /** A PID, and who describes it. */
    record Target(String pid, Described described) {
        SettingsSchema schema() {
            return described.schema();
        }
    }

    List<Configuration> all() {
        Map<String, Described> schemas = files.schemas().all();
        List<Configuration> all = new ArrayList<>();
        TreeSet<String> unread = new TreeSet<>(filed());
        schemas.values().forEach(described -> targets(described).forEach(target -> {
            all.add(describe(target));
            unread.remove(target.pid());
        }));
        unread.forEach(pid -> all.add(unread(pid, schemas)));
        all.sort(Comparator.comparing(Configuration::pid));
        return List.copyOf(all);
    }

    /** Returns every PID that can be set, and every one of a factory that is. */
    List<Target> targets() {
        return files.schemas().all().values().stream()
                .flatMap(described -> targets(described).stream())
                .toList();
    }

    /** Finds what a name means, as {@link dev.tenon.admin.Settings#find} says. */
    List<Target> targets(String name) {
        if (SettingsFolder.isPid(name)) {
            Optional<Described> one = files.schemas().find(name);
            if (one.isPresent()) {
                return List.of(new Target(name, one.get()));
            }
        }
        Map<String, Described> schemas = files.schemas().all();
        if (schemas.containsKey(name)) {
            return targets(schemas.get(name));
        }
        String bundle = bundle(name, schemas);
        return schemas.values().stream()
                .filter(described -> bundle.equals(described.bundle().getSymbolicName()))
                .flatMap(described -> targets(described).stream())
                .toList();
    }

    private static String bundle(String name, Map<String, Described> schemas) {
        List<String> bundles = schemas.values().stream()
                .map(described -> described.bundle().getSymbolicName())
                .distinct()
                .toList();
        try {
            return ShortNames.resolve(name, bundles, ShortNames.Among.SETTABLE);
        } catch (AdminException e) {
            if (e.reason() != Reason.UNKNOWN) {
                throw e;
            }
            String hint = Nearest.to(
                            name, bundles.stream().map(PluginIds::shortName).toList())
                    .map(near -> "did you mean " + near + "?")
                    .orElse("./tenon config show lists what can be set");
            throw new AdminException(Reason.UNKNOWN, "nothing named '" + name + "' has settings here; " + hint, e);
        }
    }

    private List<Target> targets(Described described) {
        String pid = described.schema().pid();
        if (!described.schema().factory()) {
            return List.of(new Target(pid, described));
        }
        return filed().stream()
                .filter(file -> file.startsWith(pid + "~"))
                .map(file -> new Target(file, described))
                .toList();
    }

    private List<String> filed() {
        try {
            return files.folder().pids();
        } catch (IOException e) {
            throw new AdminException(
                    Reason.STORAGE,
                    "the settings cannot be listed (" + DurableFiles.reason(e)
                            + "): check the folder config of the home",
                    e);
        }
    }

    Configuration describe(Target target) {
        Optional<Held> held = files.held(target.pid());
        Optional<SettingsDocument> inForce = held.flatMap(Held::inForce);
        String problem = held.map(Held::problem).orElse("");
        Source source = held.isEmpty()
                ? Source.DEFAULT
                : problem.isEmpty()
                        ? Source.FILE
                        : inForce.isPresent() ? Source.LAST_GOOD : Source.DEFAULT_DESPITE_FILE;
        String bundle = target.described().bundle().getSymbolicName();
        return new Configuration(
                target.pid(),
                bundle,
                PluginIds.shortName(bundle),
                target.schema().name(),
                files.folder().file(target.pid()).toString(),
                source,
                problem,
                inForce.map(document -> Sha256.of(document.json())).orElse(""),
                target.schema().keys().stream()
                        .map(key -> setting(key, inForce))
                        .toList());
    }

    private static Setting setting(SettingKey key, Optional<SettingsDocument> inForce) {
        boolean set = inForce.map(document -> document.has(key.key())).orElse(false);
        List<String> values =
                set ? inForce.map(document -> document.texts(key.key())).orElse(List.of()) : key.defaults();
        return new Setting(
                key.key(),
                key.type().name().toLowerCase(Locale.ROOT),
                key.shape() != SettingKey.Shape.SINGLE,
                key.secret() ? List.of() : values,
                key.secret() ? List.of() : key.defaults(),
                key.unit(),
                key.range(),
                key.options(),
                key.name(),
                key.meaning(),
                set,
                key.secret());
    }

    private Configuration unread(String pid, Map<String, Described> schemas) {
        String hint = Nearest.to(pid, schemas.keySet())
                .map(near -> "nothing installed reads it; is " + near + ".json meant?")
                .orElse("nothing installed reads it");
        String file = files.folder().file(pid).toString();
        return new Configuration(pid, "", "", "", file, Source.UNREAD, hint, "", List.of());
    }
}
