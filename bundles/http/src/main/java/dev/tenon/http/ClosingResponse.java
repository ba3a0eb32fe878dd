// SPDX-License-Identifier: Apache-2.0
package dev.tenon.http;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;

/**
 * A response that says {@code Connection: close} if it begins before the request's body was read. The server closes such
 * a connection once the rest of the body arrives; a client that was not told would send its next request into it, and
 * could not know whether that was heard (RFC 9112, section 9.6).
 */
final class ClosingResponse extends HttpServletResponseWrapper {
    private final BoundedRequest request;

    ClosingResponse(BoundedRequest request, HttpServletResponse response) {
        super(response);
        this.request = request;
    }

    /** Looks whether the body was read, for an answer without a body of its own too. */
    void closeIfUnread() {
        if (!isCommitted() && request.isUnread()) {
            setHeader("Connection", "close");
        }
    }

    @Override
    public void sendError(int status, String message) throws IOException {
        closeIfUnread();
        super.sendError(status, message);
    }

    @Override
    public void sendError(int status) throws IOException {
        closeIfUnread();
        super.sendError(status);
    }

    @Override
    public void sendRedirect(String location) throws IOException {
        closeIfUnread();
        super.sendRedirect(location);
    }

    @Override
    public void flushBuffer() throws IOException {
        closeIfUnread();
        super.flushBuffer();
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        closeIfUnread();
        return super.getOutputStream();
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        closeIfUnread();
        return super.getWriter();
    }
}
