// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.admin.AdminException;
import dev.tenon.admin.AdminException.Reason;
import dev.tenon.admin.Change;
import dev.tenon.catalog.format.PluginIds;
import dev.tenon.generation.Generation;
import dev.tenon.generation.Member;
import dev.tenon.generation.PluginEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether the operator consents to what a release asks to be allowed (declared permissions only: none is enforced yet), and
 * to taking it from another publisher than the release that it replaces.
 */
final class Consent {
    private final Platform platform;

    Consent(Platform platform) {
        this.platform = platform;
    }

    /** Returns what a replacement asks for beyond what the release was granted that it replaces; empty for all else. */
    List<String> beyond(Draft draft, Draft.Step step) {
        if (step.addition().isEmpty() || step.removal().isEmpty() || !isAsked(draft.change())) {
            return List.of();
        }
        List<String> granted = granted(step.removal().get());
        return step.addition().get().permissions().stream()
                .filter(permission -> !granted.contains(permission))
                .toList();
    }

    /** What comes back was granted when it came, and what the distribution brings is the platform's own. */
    private static boolean isAsked(Change change) {
        return switch (change.action()) {
            case INSTALL, UPDATE, IMPORT -> true;
            default -> false;
        };
    }

    private List<String> granted(Member running) {
        PluginEntry entry = platform.current().plugin(running.symbolicName());
        if (entry.grantedTo().equals(running.sha256())) {
            return entry.grants();
        }
        return platform.bundle(running) // it came with the distribution, or before grants were kept
                .map(bundle -> Planner.permissions(Platform.revision(bundle)))
                .orElse(List.of());
    }

    /**
     * Returns who published what comes and who what goes, in words; empty if they are the same, or one of them is not
     * known.
     */
    String newPublisher(Draft draft, Draft.Step step) {
        if (step.addition().isEmpty() || step.removal().isEmpty()) {
            return "";
        }
        Generation before = platform.current();
        Optional<Publisher> old = Publisher.of(step.removal().get(), before.plugin(step.id()));
        Optional<Publisher> fresh =
                Publisher.of(step.addition().get().member(), draft.after(before).plugin(step.id()));
        return old.isEmpty() || fresh.isEmpty() || old.get().isSame(fresh.get())
                ? ""
                : fresh.get().words() + ", and " + step.from() + " came from "
                        + old.get().words();
    }

    /** Whoever installs a file as unsigned said already that it comes from nobody; the distribution's own is ours. */
    private static boolean isAsked(Draft draft, Draft.Addition addition) {
        return isAsked(draft.change())
                && switch (addition.member().origin()) {
                    case MARKETPLACE -> true;
                    case FILE -> !draft.change().options().contains(Change.Option.UNSIGNED);
                    case DISTRIBUTION -> false;
                };
    }

    /** Refuses a change that needs a consent which its operator did not give. */
    void check(Draft draft) {
        if (draft.change().options().contains(Change.Option.ACCEPT)) {
            return;
        }
        List<String> asks = new ArrayList<>();
        boolean isNewPublisher = false;
        boolean isBeyond = false;
        for (Draft.Step step : draft.steps()) {
            String publisher =
                    step.addition().filter(added -> isAsked(draft, added)).isPresent() ? newPublisher(draft, step) : "";
            List<String> beyond = beyond(draft, step);
            if ((beyond.isEmpty() && publisher.isEmpty()) || isAccepted(draft, step)) {
                continue;
            }
            if (!publisher.isEmpty()) {
                isNewPublisher = true;
                asks.add(step.id() + " " + step.to() + " comes from another publisher: " + publisher);
            }
            if (!beyond.isEmpty()) {
                isBeyond = true;
                asks.add(step.id() + " " + step.to() + " asks for " + String.join(", ", beyond) + ", which "
                        + step.from() + " was not granted");
            }
        }
        if (!asks.isEmpty()) {
            String consents = (isNewPublisher ? " takes it all the same" : "")
                    + (isNewPublisher && isBeyond ? " and" : "")
                    + (isBeyond ? " grants it (declared, not yet enforced)" : "");
            throw new AdminException(
                    Reason.CONSENT,
                    String.join("; ", asks) + ": nothing was changed; " + command(draft.change()) + " --accept"
                            + consents);
        }
    }

    private static boolean isAccepted(Draft draft, Draft.Step step) {
        return draft.change()
                .accepted()
                .contains(step.addition().orElseThrow().member().sha256());
    }

    private static String command(Change change) {
        String action = change.action().name().toLowerCase(Locale.ROOT);
        String plugin = change.plugin();
        String name = plugin.contains("/") ? plugin : PluginIds.shortName(plugin);
        return "./tenon plugin " + action + " " + name
                + (change.versions().isBlank() ? "" : " --version '" + change.versions() + "'")
                + (change.options().contains(Change.Option.UNSIGNED) ? " --unsigned" : "");
    }
}
