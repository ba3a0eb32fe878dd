// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.admin.AdminException;
import dev.tenon.admin.AdminException.Reason;
import dev.tenon.admin.Diagnosis.Finding;
import dev.tenon.admin.Jobs;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class JobDiagnosisTest {
    private final JobQueue jobs = new JobQueue();
    private final JobDiagnosis diagnosis = new JobDiagnosis(jobs);

    @AfterEach
    void close() {
        jobs.close();
    }

    @Test
    void namesWhatWasUnfitUntilItSucceeds() {
        run("install teapot", progress -> {
            throw new AdminException(Reason.UNFIT, "it hangs in activate");
        });
        assertThat(diagnosis.findings())
                .singleElement()
                .extracting(Finding::message)
                .isEqualTo("'install teapot' changed nothing: it hangs in activate");
        run("install teapot", progress -> "done");
        assertThat(diagnosis.findings()).isEmpty();
    }

    @Test
    void namesAReleaseWhoseNeedsNobodyMeets() {
        for (String change : List.of("install teapot", "update teapot", "remove kettle")) {
            run(change, progress -> {
                throw new AdminException(Reason.UNRESOLVABLE, "teapot requires what nobody offers");
            });
        }
        assertThat(diagnosis.findings())
                .extracting(Finding::message)
                .containsExactly(
                        "'update teapot' changed nothing: teapot requires what nobody offers",
                        "'install teapot' changed nothing: teapot requires what nobody offers");
    }

    @Test
    void keepsQuietAboutWhatWasMistyped() {
        run("install taepot", progress -> {
            throw new AdminException(Reason.UNKNOWN, "no plugin 'taepot'");
        });
        assertThat(diagnosis.findings()).isEmpty();
    }

    @Test
    void keepsQuietAboutSettings() {
        run("config set http/hosts", progress -> {
            throw new AdminException(Reason.UNFIT, "http/hosts is refused");
        });
        assertThat(diagnosis.findings()).isEmpty();
    }

    private void run(String title, Jobs.Work work) {
        TestHost.ended(jobs, jobs.submit(title, work));
    }
}
