// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.admin.Change;
import dev.tenon.admin.Diagnosis;
import dev.tenon.admin.Job;
import dev.tenon.admin.Jobs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Names the changes of plugins that were refused because something is wrong with what they brought, or with this machine. */
@Component
public final class JobDiagnosis implements Diagnosis {
    /** Reasons that speak of the plugin or of the machine; the others speak of what the operator typed. */
    private static final Set<String> TELLING = Set.of("unfit", "failed", "storage", "untrusted");

    /** What makes a new release of interest: one that nobody meets the needs of is broken for this machine. */
    private static final Set<String> BRINGING = Set.of("install", "update");

    private static final Set<String> ACTIONS = Arrays.stream(Change.Action.values())
            .map(action -> action.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());

    private static final int MOST = 3;

    private final Jobs jobs;

    /**
     * Starts.
     *
     * @param jobs to look at
     */
    @Activate
    public JobDiagnosis(@Reference Jobs jobs) {
        this.jobs = jobs;
    }

    /** {@inheritDoc} A change that was tried again is told of once, and not at all if it went well. */
    @Override
    public List<Finding> findings() {
        Set<String> seen = new HashSet<>();
        List<Finding> findings = new ArrayList<>();
        for (Job job : jobs.all()) {
            String action = job.title().split(" ", 2)[0];
            boolean isNewest = seen.add(job.title()) && ACTIONS.contains(action);
            job.problem()
                    .filter(problem -> isNewest && findings.size() < MOST && isTelling(action, problem.code()))
                    .ifPresent(problem -> findings.add(new Finding(
                            "change",
                            Severity.DEGRADED,
                            "",
                            "'" + job.title() + "' changed nothing: " + problem.message(),
                            "This line goes when it succeeds or the host starts again")));
        }
        return List.copyOf(findings);
    }

    private static boolean isTelling(String action, String reason) {
        return TELLING.contains(reason) || reason.equals("unresolvable") && BRINGING.contains(action);
    }
}
