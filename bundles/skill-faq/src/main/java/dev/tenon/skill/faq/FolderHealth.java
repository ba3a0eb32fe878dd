// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.faq;

import dev.tenon.api.health.HealthResult;
import dev.tenon.api.health.HealthResult.Status;
import java.util.List;
import java.util.stream.Collectors;

/** Says how the documents are. */
final class FolderHealth {
    private static final int NAMED = 10;

    private FolderHealth() {}

    static HealthResult of(Library library) {
        return library.now()
                .map(shelf -> of(library, shelf))
                .orElseGet(() -> HealthResult.ok("the documents in " + library.folder() + " are being read"));
    }

    private static HealthResult of(Library library, Shelf shelf) {
        if (shelf.problem().isPresent()) {
            return new HealthResult(
                    Status.DEGRADED,
                    "no question is answered: the folder " + library.folder() + " cannot be read, "
                            + shelf.problem().get() + "; mend it or set 'folder' of " + FaqSkill.PID);
        }
        String read = "documents: " + shelf.documents() + ", passages: "
                + shelf.index().passages().size() + ", folder: " + library.folder();
        List<Skipped> skipped = shelf.skipped();
        if (skipped.isEmpty()) {
            return HealthResult.ok(read);
        }
        String named = skipped.stream().limit(NAMED).map(Skipped::toString).collect(Collectors.joining("; "));
        String more = skipped.size() > NAMED ? "; and " + (skipped.size() - NAMED) + " more" : "";
        return new HealthResult(Status.DEGRADED, read + "; not read: " + named + more);
    }
}
