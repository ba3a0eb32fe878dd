// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.admin.AdminException;
import dev.tenon.admin.AdminException.Reason;
import dev.tenon.admin.Change;
import dev.tenon.admin.Change.Action;
import dev.tenon.catalog.format.PluginIds;
import dev.tenon.generation.Generation;
import dev.tenon.generation.Member;
import dev.tenon.generation.PluginEntry;
import dev.tenon.plugins.ShortNames.Among;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;

/** Drafts what an operator says of a plugin: pinned, held, disabled, or no longer. Each is a generation. */
final class Marking {
    private final Platform platform;
    private final WholeSet set;

    Marking(Platform platform, WholeSet set) {
        this.platform = platform;
        this.set = set;
    }

    static boolean is(Action action) {
        return switch (action) {
            case PIN, UNPIN, HOLD, UNHOLD, DISABLE, ENABLE -> true;
            case INSTALL, UPDATE, REMOVE, ROLLBACK, IMPORT -> false;
        };
    }

    Draft draft(Change change) {
        Map<String, Member> plugins = platform.plugins();
        String id = ShortNames.resolve(change.plugin(), plugins.keySet(), Among.INSTALLED);
        Member member = plugins.get(id);
        Generation current = platform.current();
        PluginEntry entry = current.plugin(id);
        String range = change.action() == Action.PIN ? range(member, change.versions()) : "";
        PluginEntry marked =
                switch (change.action()) {
                    case PIN, UNPIN -> entry.marked(range, entry.held(), entry.disabled());
                    case HOLD, UNHOLD -> entry.marked(entry.pinned(), change.action() == Action.HOLD, entry.disabled());
                    default -> entry.marked(entry.pinned(), entry.held(), change.action() == Action.DISABLE);
                };
        if (marked.equals(entry)) {
            throw new AdminException(Reason.NO_CHANGE, id + " " + member.version() + " is as you want it already");
        }
        Draft draft = new Draft(
                new Change(change.action(), id, range),
                List.of(),
                List.of(),
                Optional.of(Target.of(current).with(id, marked)));
        checkSet(change.action(), member);
        return draft;
    }

    /** A plugin that is disabled provides nothing, so what needs it must not be there; one that is enabled must resolve. */
    private void checkSet(Action action, Member member) {
        if (action == Action.DISABLE) {
            set.checkWithout(member, "disabled");
        } else if (action == Action.ENABLE) {
            set.checkWith(
                    platform.bundle(member).map(Platform::revision).stream().toList());
        }
    }

    private static String range(Member member, String versions) {
        VersionRange range = Releases.range(versions);
        if (versions.isBlank() || !range.includes(Version.parseVersion(member.version()))) {
            String name = PluginIds.shortName(member.symbolicName());
            throw new AdminException(
                    Reason.BAD_REQUEST,
                    member.symbolicName() + " " + member.version() + " is installed, which is not in '" + versions
                            + "': ./tenon plugin update " + name + " --version \"" + versions + "\" comes first");
        }
        return range.toString();
    }
}
