// SPDX-License-Identifier: Apache-2.0
package dev.tenon.http;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** Says that requests get in. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/healthz")
public final class HealthzServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    /**
     * Waits for the door.
     *
     * @param door without it nothing is served
     */
    @Activate
    public HealthzServlet(@Reference Sessions door) {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write('o');
        response.getOutputStream().write('k');
    }
}
