// SPDX-License-Identifier: Apache-2.0
package dev.tenon.console;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.osgi.service.component.annotations.Component;

/**
 * Leads from the host's bare address to the console. A component of its own: the pattern for it is the empty text,
 * which a list of patterns in a component description would lose.
 */
@Component(service = Servlet.class, property = "osgi.http.whiteboard.servlet.pattern=")
public final class RootServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        response.sendRedirect(ConsoleServlet.HOME);
    }
}
