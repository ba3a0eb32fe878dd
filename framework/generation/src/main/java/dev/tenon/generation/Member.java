// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generation;

import java.nio.file.Path;

/**
 * One bundle of a generation.
 *
 * @param symbolicName its Bundle-SymbolicName
 * @param version its Bundle-Version
 * @param sha256 of its jar, 64 lower-case hexadecimal digits
 * @param bytes size of its jar
 * @param origin where it came from
 * @param file name of its jar in the distribution, empty unless the origin is {@link Origin#DISTRIBUTION}
 */
public record Member(String symbolicName, String version, String sha256, long bytes, Origin origin, String file) {
    /** Where a bundle came from. */
    public enum Origin {
        /** It belongs to the platform; its jar lies in the distribution's folder. */
        DISTRIBUTION,
        /** It was installed from a marketplace; its jar lies in the content store. */
        MARKETPLACE,
        /** It was installed from a file; its jar lies in the content store. */
        FILE
    }

    /**
     * Returns the location at which the container installs this bundle. It names a file in place, so nothing is copied,
     * and two contents never share a location.
     *
     * @param content where installed content lies
     * @param distribution the unpacked distribution
     * @return a {@code reference:file:} address
     */
    public String location(ContentStore content, Path distribution) {
        return "reference:" + jar(content, distribution).toUri();
    }

    /**
     * Returns where the jar lies.
     *
     * @param content where installed content lies
     * @param distribution the unpacked distribution
     * @return its path, whether or not it is there
     */
    public Path jar(ContentStore content, Path distribution) {
        return origin == Origin.DISTRIBUTION ? distribution.resolve("bundles").resolve(file) : content.path(sha256);
    }

    /**
     * Says whether nobody vouches for its bytes; that stays so as long as these bytes are installed.
     *
     * @return true if it came from a file
     */
    public boolean unsigned() {
        return origin == Origin.FILE;
    }

    /**
     * Checks the digest's form: it becomes a path.
     *
     * @throws IllegalArgumentException if it is not 64 lower-case hexadecimal digits
     */
    public Member {
        Sha256.check(sha256);
    }
}
