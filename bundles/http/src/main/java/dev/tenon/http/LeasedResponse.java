// SPDX-License-Identifier: Apache-2.0
package dev.tenon.http;

import dev.tenon.leases.Calls;
import dev.tenon.leases.Lease;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A response that knows whether it carries server-sent events, and lets none through once its release is being replaced:
 * the servlet that writes them learns that its listener is gone, and the listener connects anew.
 */
final class LeasedResponse extends HttpServletResponseWrapper {
    private static final String EVENTS = "text/event-stream";
    private static final String CONTENT_TYPE = "Content-Type";

    private final Calls.Keeper keeper;
    private final AtomicReference<@Nullable Lease<LeasedResponse>> lease = new AtomicReference<>();
    private volatile boolean over;
    private volatile boolean returned;
    private @Nullable PrintWriter writer;

    LeasedResponse(HttpServletResponse response, Calls.Keeper keeper) {
        super(response);
        this.keeper = keeper;
    }

    boolean isEvents() {
        String type = getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith(EVENTS);
    }

    @Override
    public void setContentType(@Nullable String type) {
        super.setContentType(type);
        look();
    }

    @Override
    public void setHeader(String name, String value) {
        super.setHeader(name, value);
        look(name);
    }

    @Override
    public void addHeader(String name, String value) {
        super.addHeader(name, value);
        look(name);
    }

    private void look(String name) {
        if (CONTENT_TYPE.equalsIgnoreCase(name)) {
            look();
        }
    }

    /** As long as the servlet's thread writes events it cannot be waited for; it has to be told. */
    private void look() {
        if (!returned && isEvents() && lease.get() == null) {
            lease.set(keeper.keep("server-sent events", this, LeasedResponse::end, this::end));
        }
    }

    private void end() {
        over = true;
        done();
    }

    /** The servlet has returned: what it writes from now on, a {@link LongAnswer} keeps its release for. */
    void returned() {
        returned = true;
        done();
    }

    private void done() {
        PrintWriter known = writer;
        if (known != null && !over) {
            known.flush();
        }
        Lease<LeasedResponse> held = lease.getAndSet(null);
        if (held != null) {
            held.giveBack();
        }
    }

    private void check() throws IOException {
        if (over) {
            throw new IOException("the plugin was replaced: its listeners connect anew");
        }
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        return isEvents() ? new Events(super.getOutputStream()) : super.getOutputStream();
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        if (!isEvents()) {
            return super.getWriter();
        }
        PrintWriter known = writer;
        if (known == null) {
            known = new PrintWriter(
                    new OutputStreamWriter(getOutputStream(), Charset.forName(getCharacterEncoding())), false);
            writer = known;
        }
        return known;
    }

    @Override
    public void flushBuffer() throws IOException {
        check();
        if (writer != null) {
            writer.flush();
        }
        super.flushBuffer();
    }

    private final class Events extends ServletOutputStream {
        private final ServletOutputStream out;

        private Events(ServletOutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int one) throws IOException {
            check();
            out.write(one);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            check();
            out.write(bytes, offset, length);
        }

        @Override
        public void flush() throws IOException {
            check();
            out.flush();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }

        @Override
        public boolean isReady() {
            return out.isReady();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            out.setWriteListener(listener);
        }
    }
}
