// SPDX-License-Identifier: Apache-2.0
package dev.tenon.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.osgi.annotation.versioning.ProviderType;

/** Lets browsers in without ever showing them the token: a code that works once becomes a cookie. Thread-safe. */
@ProviderType
public interface Sessions {
    /**
     * Makes a code that opens one session.
     *
     * @return 26 lower-case letters and digits, valid once and for two minutes
     */
    String newCode();

    /**
     * Opens a session.
     *
     * @param code as {@link #newCode()} made it; upper case, spaces and hyphens do not matter
     * @param response gets the cookie if the code is good
     * @return whether it was
     */
    boolean open(String code, HttpServletResponse response);

    /**
     * Ends the session of a request, if it has one.
     *
     * @param request the request
     * @param response is told to forget the cookie
     */
    void close(HttpServletRequest request, HttpServletResponse response);

    /**
     * Says who made a request.
     *
     * @param request as it came to a servlet under {@code /admin}
     * @return what the door found; {@link Caller#NOBODY} for a request that did not come through it
     */
    Caller caller(HttpServletRequest request);
}
