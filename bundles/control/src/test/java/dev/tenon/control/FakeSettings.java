// SPDX-License-Identifier: Apache-2.0
package dev.tenon.control;

import dev.tenon.admin.AdminException;
import dev.tenon.admin.AdminException.Reason;
import dev.tenon.admin.Job;
import dev.tenon.admin.Jobs;
import dev.tenon.admin.Settings;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** One setting that can be changed, one secret, one file that is broken. */
final class FakeSettings implements Settings {
    private static final String FAQ = "dev.tenon.skill.faq";

    private final Jobs jobs;
    private final AtomicReference<String> score = new AtomicReference<>("");

    FakeSettings(Jobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public List<Configuration> all() {
        boolean set = !score.get().isEmpty();
        Setting nearness = new Setting(
                "min.score",
                "double",
                false,
                List.of(set ? score.get() : "0.4"),
                List.of("0.4"),
                "share",
                "0.1 to 1",
                List.of(),
                "Least nearness",
                "Nearness to the question from which a passage is an answer",
                set,
                false);
        Setting token = new Setting(
                "token", "password", false, List.of(), List.of(), "", "", List.of(), "Token", "A secret", true, true);
        Configuration faq = new Configuration(
                FAQ,
                FAQ,
                "skill-faq",
                "Answers from documents",
                "/home/config/" + FAQ + ".json",
                set ? Source.FILE : Source.DEFAULT,
                "",
                "",
                List.of(nearness, token));
        Configuration broken = new Configuration(
                "dev.tenon.broken",
                "dev.tenon.broken",
                "broken",
                "Broken",
                "/home/config/dev.tenon.broken.json",
                Source.LAST_GOOD,
                "it is no valid JSON at line 1, column 9",
                "",
                List.of());
        return List.of(broken, faq);
    }

    @Override
    public List<Configuration> find(String name) {
        List<Configuration> found = all().stream()
                .filter(configuration -> configuration.pid().equals(name)
                        || configuration.shortName().equals(name))
                .toList();
        if (found.isEmpty()) {
            throw new AdminException(Reason.UNKNOWN, "nothing named '" + name + "' has settings here");
        }
        return found;
    }

    @Override
    public Job set(String name, String key, List<String> values) {
        find(name);
        if (values.size() != 1 || Double.parseDouble(values.get(0)) > 1) {
            throw new AdminException(Reason.BAD_REQUEST, "min.score must be 0.1 to 1, not " + values);
        }
        return jobs.submit("config set " + name + "/" + key, progress -> {
            progress.step("try");
            score.set(values.get(0));
            return "min.score is " + values.get(0);
        });
    }

    @Override
    public Job unset(String name, String key) {
        find(name);
        return jobs.submit("config unset " + name + "/" + key, progress -> {
            score.set("");
            return "min.score is back to its default";
        });
    }

    @Override
    public Job reload() {
        return jobs.submit("config reload", progress -> "all settings are read");
    }
}
