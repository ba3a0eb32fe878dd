// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenon.catalog.format.FormatException;
import dev.tenon.catalog.format.Metatype;
import dev.tenon.catalog.format.Nearest;
import dev.tenon.catalog.format.PluginIds;
import dev.tenon.catalog.format.SettingKey;
import dev.tenon.catalog.format.SettingsDocument;
import dev.tenon.catalog.format.SettingsSchema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * Settings of a home whose host does not run: what can be set is read from the bundles of the distribution and of the
 * home's store, what is set from the files. Nothing is tried here; the host reads the files when it starts.
 */
final class OfflineSettings {
    private final Path config;
    private final Map<String, Owned> schemas = new TreeMap<>();

    private record Owned(String bundle, SettingsSchema schema) {}

    OfflineSettings(Home home, Optional<Path> distribution) {
        config = home.path().resolve("config");
        distribution.ifPresent(folder -> readAll(folder.resolve("bundles")));
        readAll(home.path().resolve("store/sha256"));
    }

    private void readAll(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile).sorted().forEach(this::read);
        } catch (IOException e) {
            throw new Failure("unreadable", folder + " cannot be read: " + Home.reason(e), e);
        }
    }

    private void read(Path file) {
        try (JarFile jar = new JarFile(file.toFile(), false)) {
            String name = jar.getManifest() == null
                    ? null
                    : jar.getManifest().getMainAttributes().getValue("Bundle-SymbolicName");
            if (name == null) {
                return;
            }
            for (ZipEntry entry : Collections.list(jar.entries())) {
                if (entry.getName().startsWith(Metatype.FOLDER)
                        && entry.getName().endsWith(".xml")) {
                    try (InputStream in = jar.getInputStream(entry)) {
                        String bundle = name.split(";", 2)[0].strip();
                        Metatype.read(in)
                                .forEach(schema -> schemas.putIfAbsent(schema.pid(), new Owned(bundle, schema)));
                    }
                }
            }
        } catch (IOException | FormatException e) {
            // no bundle (boot.json, a model), or one that describes nothing: nothing can be set in it
        }
    }

    /** Lists as the host does. */
    ObjectNode list(String name) {
        ObjectNode document = Home.MAPPER.createObjectNode();
        ArrayNode all = document.putArray("configurations");
        (name.isEmpty()
                        ? schemas.keySet().stream()
                                .flatMap(pid -> pids(pid).stream())
                                .toList()
                        : find(name))
                .forEach(pid -> all.add(describe(pid)));
        return document;
    }

    private List<String> pids(String pid) {
        if (!schemas.get(pid).schema().factory()) {
            return List.of(pid);
        }
        try (Stream<Path> files = Files.isDirectory(config) ? Files.list(config) : Stream.empty()) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.startsWith(pid + "~") && file.endsWith(".json"))
                    .map(file -> file.substring(0, file.length() - ".json".length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new Failure("unreadable", config + " cannot be read: " + Home.reason(e), e);
        }
    }

    private List<String> find(String name) {
        if (owned(name).isPresent()) {
            return List.of(name);
        }
        List<String> pids = new ArrayList<>();
        schemas.forEach((pid, owned) -> {
            if (owned.bundle().equals(name)
                    || PluginIds.shortName(owned.bundle()).equals(name)
                    || pid.equals(name)) {
                pids.addAll(pids(pid));
            }
        });
        if (pids.isEmpty()) {
            List<String> names = schemas.values().stream()
                    .map(owned -> PluginIds.shortName(owned.bundle()))
                    .toList();
            throw new Failure(
                    "unknown",
                    "nothing named '" + name + "' has settings here; "
                            + Nearest.to(name, names)
                                    .map(near -> "did you mean " + near + "?")
                                    .orElse("./tenon config show lists what can be set"));
        }
        return pids;
    }

    /** Finds the schema of a PID that a file may bear. */
    private Optional<Owned> owned(String pid) {
        int tilde = pid.indexOf('~');
        boolean name = pid.matches("[A-Za-z0-9_.-]+(~[A-Za-z0-9._-]{1,100})?");
        return Optional.ofNullable(schemas.get(tilde < 0 ? pid : pid.substring(0, tilde)))
                .filter(owned -> name && owned.schema().factory() == tilde > 0);
    }

    private ObjectNode describe(String pid) {
        Owned owned = owned(pid).orElseThrow();
        SettingsSchema schema = owned.schema();
        Path file = file(pid);
        SettingsDocument set = SettingsDocument.empty(schema);
        String problem = "";
        try {
            set = document(pid, schema);
            problem = String.join("; ", set.problems());
        } catch (FormatException e) {
            problem = String.valueOf(e.getMessage());
        }
        SettingsDocument inForce = problem.isEmpty() ? set : SettingsDocument.empty(schema);
        String source = Files.exists(file) ? (problem.isEmpty() ? "file" : "default-despite-file") : "default";
        ObjectNode document = Home.MAPPER
                .createObjectNode()
                .put("pid", pid)
                .put("plugin", owned.bundle())
                .put("shortName", PluginIds.shortName(owned.bundle()))
                .put("name", schema.name())
                .put("file", file.toString())
                .put("source", source)
                .put("problem", problem);
        ArrayNode settings = document.putArray("settings");
        schema.keys().forEach(key -> settings.add(setting(key, inForce)));
        return document;
    }

    private static ObjectNode setting(SettingKey key, SettingsDocument set) {
        ObjectNode setting = Home.MAPPER
                .createObjectNode()
                .put("key", key.key())
                .put("type", key.type().name().toLowerCase(Locale.ROOT))
                .put("list", key.shape() != SettingKey.Shape.SINGLE)
                .put("unit", key.unit())
                .put("range", key.range())
                .put("name", key.name())
                .put("meaning", key.meaning())
                .put("set", set.has(key.key()))
                .put("secret", key.secret());
        List<String> values = set.has(key.key()) ? set.texts(key.key()) : key.defaults();
        (key.secret() ? List.<String>of() : values).forEach(setting.putArray("values")::add);
        (key.secret() ? List.<String>of() : key.defaults()).forEach(setting.putArray("defaults")::add);
        return setting;
    }

    /** Sets a setting in its file. */
    Path set(Home home, SettingKeyName name, List<String> values) {
        String pid = one(name, true);
        try {
            SettingsDocument document =
                    document(pid, owned(pid).orElseThrow().schema()).with(name.key(), values);
            if (!document.problems().isEmpty()) {
                throw new Failure("bad-request", String.join("; ", document.problems()));
            }
            home.writePrivately(file(pid), document.json());
            return file(pid);
        } catch (FormatException e) {
            throw new Failure("bad-request", file(pid).getFileName() + ": " + e.getMessage(), e);
        }
    }

    /** Takes a setting, or all, out of its file. */
    Path unset(Home home, SettingKeyName name) {
        String pid = one(name, false);
        try {
            if (name.key().isEmpty()) {
                Files.deleteIfExists(file(pid));
                return file(pid);
            }
            SettingsDocument before = document(pid, owned(pid).orElseThrow().schema());
            SettingsDocument after = before.without(name.key());
            if (!before.has(name.key())) {
                throw new Failure("no-change", name.owner() + "/" + name.key() + " is not set");
            }
            if (after.isEmpty()) {
                Files.deleteIfExists(file(pid));
            } else {
                home.writePrivately(file(pid), after.json());
            }
            return file(pid);
        } catch (FormatException e) {
            throw new Failure("bad-request", file(pid).getFileName() + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new Failure("unwritable", file(pid) + " cannot be deleted: " + Home.reason(e), e);
        }
    }

    private String one(SettingKeyName name, boolean known) {
        List<String> pids = find(name.owner());
        List<String> having = known && pids.size() > 1
                ? pids.stream()
                        .filter(pid -> owned(pid)
                                .orElseThrow()
                                .schema()
                                .find(name.key())
                                .isPresent())
                        .toList()
                : pids;
        if (having.size() != 1) {
            throw new Failure(
                    "ambiguous", "'" + name.owner() + "' may be " + String.join(" or ", pids) + ": give the PID");
        }
        return having.get(0);
    }

    private SettingsDocument document(String pid, SettingsSchema schema) throws FormatException {
        try {
            return Files.exists(file(pid))
                    ? SettingsDocument.parse(Files.readString(file(pid)), schema)
                    : SettingsDocument.empty(schema);
        } catch (IOException e) {
            throw new Failure("unreadable", file(pid) + " cannot be read: " + Home.reason(e), e);
        }
    }

    private Path file(String pid) {
        return config.resolve(pid + ".json");
    }
}
