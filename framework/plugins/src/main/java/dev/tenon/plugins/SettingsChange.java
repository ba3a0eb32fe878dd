// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.admin.AdminException;
import dev.tenon.admin.AdminException.Reason;
import dev.tenon.admin.Jobs.Progress;
import dev.tenon.catalog.format.SettingsDocument;
import dev.tenon.plugins.ComponentTrial.Before;
import dev.tenon.plugins.SettingsFiles.Held;
import dev.tenon.plugins.SettingsView.Target;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.osgi.framework.Bundle;

/**
 * Carries a change of settings out, inside a job: tries it in the running host, and only then writes the file. A crash
 * at any moment leaves a file that was in force once. What is not fit is taken back.
 */
final class SettingsChange {
    private final Platform platform;
    private final SettingsFiles files;
    private final ComponentTrial trial;

    SettingsChange(Platform platform, SettingsFiles files, ComponentTrial trial) {
        this.platform = platform;
        this.files = files;
        this.trial = trial;
    }

    /**
     * Tries settings, writes them, or puts the old ones back.
     *
     * @param key that was changed, empty for all
     * @return one sentence: what was done
     * @throws AdminException if the settings are not fit, or cannot be written; the old ones are in force
     */
    String carryOut(Target target, SettingsDocument wanted, Progress progress, String key) {
        String name = SettingsService.label(target) + (key.isEmpty() ? "" : "/" + key);
        if (!wanted.problems().isEmpty()) {
            return writeUnfit(target, wanted, progress, name);
        }
        Optional<SettingsDocument> settings = wanted.isEmpty() ? Optional.empty() : Optional.of(wanted);
        Optional<SettingsDocument> old = files.held(target.pid()).flatMap(Held::inForce);
        progress.step("try");
        progress.decided(); // seconds at most, and its own way back
        tryOut(target, settings, old, name);
        progress.step("commit");
        try {
            commit("config " + name, target.pid(), settings.map(SettingsDocument::json));
            files.keep(target.pid(), settings);
        } catch (IOException e) {
            files.apply(target.pid(), old);
            throw platform.storage(name + " cannot be written, and the old settings are back", e);
        }
        if (key.isEmpty()) {
            return name + " is back to its defaults";
        }
        boolean secret = target.schema().find(key).map(k -> k.secret()).orElse(false);
        if (!wanted.has(key)) {
            return name + " is back to its default";
        }
        return name + " is " + (secret ? "set" : shown(wanted.texts(key)));
    }

    /** Takes one wrong setting out of a file that has others: nothing changes until the last is mended. */
    private String writeUnfit(Target target, SettingsDocument wanted, Progress progress, String name) {
        progress.step("write");
        progress.decided();
        try {
            files.folder().write(target.pid(), wanted.json());
        } catch (IOException e) {
            throw platform.storage(name + " cannot be written", e);
        }
        files.reload(target.pid());
        return name + " is gone, but the file is still left out: " + String.join("; ", wanted.problems());
    }

    private void tryOut(Target target, Optional<SettingsDocument> wanted, Optional<SettingsDocument> old, String name) {
        Bundle bundle = target.described().bundle();
        if (bundle.getState() != Bundle.ACTIVE) {
            files.apply(target.pid(), wanted);
            return; // nobody is there to judge
        }
        Before before = trial.before(bundle, target.pid());
        files.apply(target.pid(), wanted);
        Optional<String> problem = trial.problem(bundle, target.pid(), files.mark(target.pid()), before);
        if (problem.isPresent()) {
            files.apply(target.pid(), old);
            String back = trial.problem(bundle, target.pid(), files.mark(target.pid()), before)
                    .map(still -> "; the old settings are back, but " + still)
                    .orElse("; the old settings are back");
            throw new AdminException(Reason.UNFIT, name + " is refused: with it, " + problem.get() + back);
        }
    }

    /**
     * Reads all files anew. What is well-formed but not fit is taken back as in a change: its file stays, left out.
     *
     * @return what is wrong, by PID
     */
    Map<String, String> reload(Progress progress) {
        progress.step("read");
        progress.decided();
        Map<String, Optional<SettingsDocument>> old = new HashMap<>();
        Map<String, Before> before = new HashMap<>();
        List<Target> targets = new SettingsView(files).targets();
        targets.forEach(target -> {
            old.put(target.pid(), files.held(target.pid()).flatMap(Held::inForce));
            before.put(target.pid(), trial.before(target.described().bundle(), target.pid()));
        });
        Map<String, String> problems = new TreeMap<>(files.reload());
        progress.step("check");
        for (Target target : targets) {
            Optional<SettingsDocument> now = files.held(target.pid()).flatMap(Held::inForce);
            Optional<SettingsDocument> was = old.getOrDefault(target.pid(), Optional.empty());
            Bundle bundle = target.described().bundle();
            if (now.map(SettingsDocument::json).equals(was.map(SettingsDocument::json))
                    || bundle.getState() != Bundle.ACTIVE) {
                continue;
            }
            Before start = before.get(target.pid());
            Optional<String> problem = start == null
                    ? Optional.empty()
                    : trial.problem(bundle, target.pid(), files.mark(target.pid()), start);
            if (problem.isPresent()) {
                files.quarantine(target.pid(), was, "with it, " + problem.get());
                problems.put(target.pid(), "with it, " + problem.get());
            } else {
                adopt(target.pid());
            }
        }
        return problems;
    }

    /** Takes a file that the operator edited, and that is in force, into a generation. */
    private void adopt(String pid) {
        try {
            commit("config " + pid, pid, files.folder().read(pid));
        } catch (IOException e) {
            throw platform.storage("the settings of " + pid + " are in force, but in no generation", e);
        }
    }

    /**
     * The one place where settings become what runs: a generation that names them, whose settings file is then written.
     *
     * @param settings the file's text; empty: the defaults
     */
    private void commit(String reason, String pid, Optional<String> settings) throws IOException {
        Map<String, String> changed = settings.map(json -> Map.of(pid, json)).orElse(Map.of());
        platform.generations().commitSettings(reason, changed, settings.isPresent() ? Set.of() : Set.of(pid));
    }

    private static String shown(List<String> values) {
        return values.isEmpty() ? "empty" : String.join(", ", values);
    }
}
