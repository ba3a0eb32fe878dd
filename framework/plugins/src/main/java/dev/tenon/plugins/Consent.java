// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.admin.AdminException;
import dev.tenon.admin.AdminException.Reason;
import dev.tenon.admin.Change;
import dev.tenon.catalog.format.PluginIds;
import dev.tenon.generation.Member;
import dev.tenon.generation.PluginEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Whether the operator granted what a release asks to be allowed. Declared permissions only: none is enforced yet. */
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

    /** Refuses a change that needs grants which its operator did not give. */
    void check(Draft draft) {
        if (draft.change().options().contains(Change.Option.ACCEPT)) {
            return;
        }
        List<String> asks = new ArrayList<>();
        for (Draft.Step step : draft.steps()) {
            List<String> beyond = beyond(draft, step);
            if (!beyond.isEmpty()
                    && !draft.change()
                            .accepted()
                            .contains(step.addition().orElseThrow().member().sha256())) {
                asks.add(step.id() + " " + step.to() + " asks for " + String.join(", ", beyond) + ", which "
                        + step.from() + " was not granted");
            }
        }
        if (!asks.isEmpty()) {
            String action = draft.change().action().name().toLowerCase(Locale.ROOT);
            String plugin = draft.change().plugin();
            String name = plugin.contains("/") ? plugin : PluginIds.shortName(plugin);
            throw new AdminException(
                    Reason.CONSENT,
                    String.join("; ", asks) + ": nothing was changed; ./tenon plugin " + action + " " + name
                            + (draft.change().versions().isBlank()
                                    ? ""
                                    : " --version '" + draft.change().versions() + "'")
                            + (draft.change().options().contains(Change.Option.UNSIGNED) ? " --unsigned" : "")
                            + " --accept grants it (declared, not yet enforced)");
        }
    }
}
