// SPDX-License-Identifier: Apache-2.0
package dev.tenon.console;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** Serves the console's files, all read into memory once: no address can lead anywhere else. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern({"/console", "/console/*"})
public final class ConsoleServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    static final String HOME = "/console/";

    private final transient Map<String, Page> pages;

    /**
     * Reads the files.
     *
     * @param context of this bundle
     * @throws IOException if one cannot be read
     */
    @Activate
    public ConsoleServlet(BundleContext context) throws IOException {
        pages = Page.all(context.getBundle(), "/web");
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo();
        if (path == null) {
            response.setHeader("Cache-Control", "no-store");
            response.sendRedirect(HOME);
            return;
        }
        Page page = pages.get(path.equals("/") ? "/index.html" : path);
        if (page == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("ETag", page.tag());
        if (page.tag().equals(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(page.type());
        response.setContentLength(page.content().length);
        response.getOutputStream().write(page.content());
    }
}
