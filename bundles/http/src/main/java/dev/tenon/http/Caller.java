// SPDX-License-Identifier: Apache-2.0
package dev.tenon.http;

/** How a request to {@code /admin} proved that it may be made. */
public enum Caller {
    /** By the secret in the host's home: somebody who can read the owner's files. */
    TOKEN,
    /** By the cookie of a session, from the host's own pages. */
    SESSION,
    /** Not at all: it may only sign in. */
    NOBODY
}
