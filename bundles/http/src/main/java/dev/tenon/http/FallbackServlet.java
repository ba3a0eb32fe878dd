// SPDX-License-Identifier: Apache-2.0
package dev.tenon.http;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletErrorPage;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** Answers where nobody else does, and says in our form what went wrong elsewhere. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/")
@HttpWhiteboardServletErrorPage(errorPage = {"4xx", "5xx", "java.lang.Throwable"})
public final class FallbackServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof RefusedException refused) {
            refused.send(response);
            return;
        }
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        refusal(status instanceof Integer number ? number : HttpServletResponse.SC_NOT_FOUND)
                .send(response);
    }

    private static RefusedException refusal(int status) {
        return switch (status) {
            case 404 ->
                new RefusedException(404, "not-found", "nothing is at this address: the console is at /console/");
            case 405 -> new RefusedException(405, "wrong-method", "this address is not asked that way");
            default ->
                status < 500
                        ? new RefusedException(status, "bad-request", "the request was not understood")
                        : new RefusedException(status, "internal", "the host failed at this: its log says why");
        };
    }
}
