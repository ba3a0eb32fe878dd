// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.catalog.format.FormatException;
import dev.tenon.catalog.format.SettingsDocument;
import dev.tenon.catalog.format.SettingsSchema;
import dev.tenon.generation.DurableFiles;
import dev.tenon.plugins.SettingSchemas.Described;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives each {@code config/<pid>.json} to Config Admin, typed by the metatype of the bundle that reads it: when this
 * starts, when such a bundle is installed (before it can start) and when somebody asks. A file that is wrong leaves in
 * force what was: the last good content, else the defaults. Nothing of one PID ever touches another. Thread-safe.
 */
final class SettingsFiles implements SynchronousBundleListener {
    private static final Logger LOG = LoggerFactory.getLogger(SettingsFiles.class);

    private final SettingsFolder folder;
    private final SettingSchemas schemas;
    private final ConfigAdminPort port;
    private final Map<String, Held> held = new ConcurrentHashMap<>();

    /**
     * What is in force under a PID that has a file.
     *
     * @param inForce empty if the defaults are
     * @param problem what is wrong with the file; empty if nothing is
     */
    record Held(Optional<SettingsDocument> inForce, String problem) {}

    SettingsFiles(SettingsFolder folder, SettingSchemas schemas, ConfigAdminPort port) {
        this.folder = folder;
        this.schemas = schemas;
        this.port = port;
    }

    SettingsFolder folder() {
        return folder;
    }

    SettingSchemas schemas() {
        return schemas;
    }

    /** Reads every file anew. Returns what is wrong, by PID; files that nobody reads are not wrong. */
    synchronized Map<String, String> reload() {
        Map<String, String> problems = new TreeMap<>();
        Set<String> pids = new TreeSet<>(held.keySet());
        try {
            pids.addAll(folder.pids());
            pids.addAll(folder.goodPids());
        } catch (IOException e) {
            problems.put("config", "the folder cannot be read (" + DurableFiles.reason(e) + ")");
            LOG.error("The settings of {} cannot be read: what was in force stays so", folder.file("*"), e);
            return problems;
        }
        pids.forEach(pid -> Optional.of(reload(pid)).filter(p -> !p.isEmpty()).ifPresent(p -> problems.put(pid, p)));
        return problems;
    }

    /** Reads one file anew. Returns what is wrong with it, empty if nothing is. */
    synchronized String reload(String pid) {
        Optional<Described> described = schemas.find(pid);
        if (described.isEmpty()) {
            held.remove(pid);
            port.delete(pid);
            return "";
        }
        SettingsSchema schema = described.get().schema();
        try {
            Optional<String> text = folder.read(pid);
            if (text.isEmpty()) {
                folder.forgetGood(pid);
                held.remove(pid);
                port.delete(pid);
                return "";
            }
            SettingsDocument document = checked(text.get(), schema);
            apply(pid, Optional.of(document));
            held.put(pid, new Held(Optional.of(document), ""));
            folder.keepGood(pid, text.get());
            return "";
        } catch (FormatException e) {
            return keepWhatWas(pid, schema, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return keepWhatWas(pid, schema, "it cannot be read or copied (" + DurableFiles.reason(e) + ")");
        }
    }

    private String keepWhatWas(String pid, SettingsSchema schema, String problem) {
        Held before = held.get(pid);
        Optional<SettingsDocument> inForce = before == null ? lastGood(pid, schema) : before.inForce();
        if (before == null || !before.problem().equals(problem)) {
            LOG.error(
                    "The settings file {} is left out, {} in force: {}",
                    folder.file(pid),
                    inForce.isPresent() ? "its last good content stays" : "the defaults are",
                    problem);
        }
        apply(pid, inForce);
        held.put(pid, new Held(inForce, problem));
        return problem;
    }

    private Optional<SettingsDocument> lastGood(String pid, SettingsSchema schema) {
        try {
            Optional<String> text = folder.readGood(pid);
            return text.isEmpty() ? Optional.empty() : Optional.of(checked(text.get(), schema));
        } catch (IOException | FormatException e) {
            LOG.warn("The last good settings of {} are of no use", pid, e);
            return Optional.empty();
        }
    }

    private static SettingsDocument checked(String text, SettingsSchema schema) throws FormatException {
        SettingsDocument document = SettingsDocument.parse(text, schema);
        if (!document.problems().isEmpty()) {
            throw new FormatException(String.join("; ", document.problems()));
        }
        return document;
    }

    /** Puts settings in force without touching the file; empty: the defaults. */
    void apply(String pid, Optional<SettingsDocument> document) {
        document.ifPresentOrElse(
                settings -> port.update(pid, settings.values(), settings.json()), () -> port.delete(pid));
    }

    /** Returns the mark that what runs with the settings last put in force bears; empty: no mark, the defaults. */
    Optional<String> mark(String pid) {
        return port.mark(pid);
    }

    /** Makes settings that are in force those of the file; empty: there is no file. */
    synchronized void keep(String pid, Optional<SettingsDocument> document) throws IOException {
        if (document.isEmpty()) {
            folder.delete(pid);
            folder.forgetGood(pid);
            held.remove(pid);
        } else {
            String json = document.get().json();
            folder.write(pid, json);
            held.put(pid, new Held(document, ""));
            folder.keepGood(pid, json);
        }
    }

    /** Takes settings back that turned out unfit: the file stays, left out, and what was in force is again. */
    synchronized void quarantine(String pid, Optional<SettingsDocument> inForce, String problem) {
        LOG.error("The settings file {} is left out: {}", folder.file(pid), problem);
        apply(pid, inForce);
        held.put(pid, new Held(inForce, problem));
        try {
            if (inForce.isPresent()) {
                folder.keepGood(pid, inForce.get().json());
            } else {
                folder.forgetGood(pid);
            }
        } catch (IOException e) {
            LOG.warn("The last good settings of {} are not remembered", pid, e);
        }
    }

    /** Returns how it stands with a PID; empty if it has no file, or nobody reads it. */
    Optional<Held> held(String pid) {
        return Optional.ofNullable(held.get(pid));
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        Bundle bundle = event.getBundle();
        if (event.getType() == BundleEvent.INSTALLED && mayMatter()) {
            schemas.of(bundle).forEach(described -> matching(described.schema()).forEach(this::reload));
        } else if (event.getType() == BundleEvent.UNINSTALLED) {
            schemas.forget(bundle);
            if (!held.isEmpty()) {
                held.keySet().forEach(this::reload);
            }
        }
    }

    private Set<String> matching(SettingsSchema schema) {
        Set<String> pids = new TreeSet<>();
        try {
            folder.pids().stream()
                    .filter(pid -> pid.equals(schema.pid()) || schema.factory() && pid.startsWith(schema.pid() + "~"))
                    .forEach(pids::add);
        } catch (IOException e) {
            LOG.error("The settings of {} cannot be read: the defaults are in force", schema.pid(), e);
        }
        return pids;
    }

    /** Without a file there is nothing to read a metatype for. */
    private boolean mayMatter() {
        try {
            return !folder.pids().isEmpty();
        } catch (IOException e) {
            return true;
        }
    }
}
