// SPDX-License-Identifier: Apache-2.0
package dev.tenon.admin;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** Looks for what is wrong in the host. There may be several, each for its own subject. Thread-safe. */
@ConsumerType
public interface Diagnosis {
    /**
     * Something that is wrong.
     *
     * @param subject what is concerned, in a word ({@code settings}, {@code component}, {@code plugin})
     * @param severity how bad it is
     * @param plugin symbolic name of the bundle concerned; empty if none is
     * @param message what is wrong and why, in one line
     * @param remedy what to do about it, in one line
     */
    record Finding(String subject, Severity severity, String plugin, String message, String remedy) {}

    /** How bad something is. */
    enum Severity {
        /** It should be looked at; everything serves. */
        DEGRADED,
        /** Something does not serve. */
        FAILED
    }

    /**
     * Looks. Returns within a second, without changing anything.
     *
     * @return what is wrong; empty if nothing is
     */
    List<Finding> findings();
}
