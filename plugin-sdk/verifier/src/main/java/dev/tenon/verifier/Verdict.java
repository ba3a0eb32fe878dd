// SPDX-License-Identifier: Apache-2.0
package dev.tenon.verifier;

import dev.tenon.catalog.format.Release;
import java.util.List;
import java.util.Optional;

/**
 * What the checks came to.
 *
 * @param findings reasons for a refusal, in the order in which an author would mend them; empty if the release passes
 * @param release the release, present exactly if there is no finding; without date and publisher
 * @param icon the picture for the catalogue, if the release passes and has one
 * @param docs Markdown for the catalogue, if the release passes and has some
 */
public record Verdict(List<Finding> findings, Optional<Release> release, Optional<Icon> icon, Optional<String> docs) {
    /** Copies. */
    public Verdict {
        findings = List.copyOf(findings);
    }

    /**
     * Whether the release may be published.
     *
     * @return true if there is no finding
     */
    public boolean passed() {
        return release.isPresent();
    }

    static Verdict refused(List<Finding> findings) {
        return new Verdict(findings, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
