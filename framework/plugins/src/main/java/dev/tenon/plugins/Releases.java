// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.admin.AdminException;
import dev.tenon.admin.AdminException.Reason;
import dev.tenon.catalog.format.Release;
import java.util.Comparator;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;

/** Which release of a plugin is the newer one. */
final class Releases {
    /** Oldest first. */
    static final Comparator<Release> BY_VERSION =
            Comparator.comparing(release -> Version.parseVersion(release.version()));

    static final Comparator<Release> NEWEST_FIRST = BY_VERSION.reversed();

    private Releases() {}

    /** Reads a range; one version alone means exactly that release. */
    static VersionRange range(String versions) {
        String text = versions.strip();
        try {
            if (text.isEmpty()) {
                return new VersionRange("0");
            }
            return new VersionRange(Character.isDigit(text.charAt(0)) ? "[" + text + "," + text + "]" : text);
        } catch (IllegalArgumentException e) {
            throw new AdminException(
                    Reason.BAD_REQUEST,
                    "'" + versions + "' is no version or version range: write 1.2.0 or [1.0,2.0)",
                    e);
        }
    }
}
