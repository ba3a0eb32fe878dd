// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.admin.AdminException;
import dev.tenon.admin.Diagnosis;
import dev.tenon.catalog.format.PluginIds;
import dev.tenon.generation.Generation;
import dev.tenon.generation.HomeException;
import dev.tenon.generation.Lives;
import dev.tenon.generation.Lives.Death;
import dev.tenon.generation.Lives.Undone;
import dev.tenon.generation.Member;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Hosts that died in the last day, and generations that were undone for it in the last week. */
@Component
public final class DeathDiagnosis implements Diagnosis {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final String SUBJECT = "host deaths";

    private final Platform platform;

    /**
     * Starts on a home.
     *
     * @param context names it
     */
    @Activate
    public DeathDiagnosis(BundleContext context) {
        platform = new Platform(context);
    }

    @Override
    public List<Finding> findings() {
        Lives lives;
        try {
            lives = Lives.read(platform.home());
        } catch (IOException e) {
            throw new AdminException(AdminException.Reason.STORAGE, "run/lives.json cannot be read", e);
        }
        Instant now = Instant.now();
        List<Finding> findings = new ArrayList<>();
        lives.undone().stream()
                .filter(undone -> Instant.parse(undone.at()).isAfter(now.minus(WEEK)))
                .forEach(undone -> findings.add(undone(undone)));
        List<Death> deaths = lives.deaths().stream()
                .filter(death -> Instant.parse(death.at()).isAfter(now.minus(DAY)))
                .filter(death -> lives.undone().stream().noneMatch(u -> u.generation() == death.generation()))
                .toList();
        if (!deaths.isEmpty()) {
            findings.add(died(deaths));
        }
        return List.copyOf(findings);
    }

    private static Finding died(List<Death> deaths) {
        Death last = deaths.get(deaths.size() - 1);
        String times = deaths.size() == 1 ? "once" : deaths.size() + " times";
        return new Finding(
                SUBJECT,
                Severity.DEGRADED,
                "",
                "the host died " + times + " in the last 24 hours, last at " + last.at() + " on generation "
                        + last.generation() + " (" + last.why() + ")",
                "./tenon logs says what it did then; if a plugin is to blame, update it or ./tenon plugin disable it");
    }

    private Finding undone(Undone undone) {
        List<Member> gone = gone(undone);
        String names = gone.stream()
                .map(member -> member.symbolicName() + " " + member.version())
                .collect(Collectors.joining(", "));
        String plugin = gone.isEmpty() ? "" : gone.get(0).symbolicName();
        String remedy = "./tenon plugin diff " + undone.by() + " " + undone.generation() + " shows what is undone";
        return new Finding(
                SUBJECT,
                Severity.DEGRADED,
                plugin,
                "generation " + undone.generation() + " is undone, because hosts died of it (" + undone.why() + ")"
                        + (names.isEmpty() ? "" : ": " + names + " ran in it and does no longer"),
                plugin.isEmpty()
                        ? remedy
                        : remedy + "; wait for a newer release of " + PluginIds.shortName(plugin)
                                + " before you install it again");
    }

    /** Returns what only the undone generation ran. */
    private List<Member> gone(Undone undone) {
        try {
            Optional<Generation> left = platform.generations().find(undone.generation());
            Optional<Generation> by = platform.generations().find(undone.by());
            return left.isEmpty() || by.isEmpty()
                    ? List.of()
                    : left.get().members().stream()
                            .filter(member -> !by.get().members().contains(member))
                            .toList();
        } catch (HomeException e) {
            return List.of(); // it can still be said which generation it was
        }
    }
}
