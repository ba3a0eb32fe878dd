// SPDX-License-Identifier: Apache-2.0
package dev.tenon.http;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A request whose body is counted while it is read: it may not have said how long it is. */
final class BoundedRequest extends HttpServletRequestWrapper {
    private final long maxBytes;
    private @Nullable Counting body;

    BoundedRequest(HttpServletRequest request, long maxBytes) {
        super(request);
        this.maxBytes = maxBytes;
    }

    static RefusedException tooLarge(long maxBytes) {
        return new RefusedException(413, "too-large", "the body is larger than " + maxBytes + " bytes: send less");
    }

    /**
     * Tells whether a part of the body was not read: it may still be on its way. Asks for nothing: the server would invite
     * a client that waits ({@code Expect: 100-continue}) to send.
     */
    boolean isUnread() {
        boolean hasBody = getContentLengthLong() > 0 || getHeader("Transfer-Encoding") != null;
        return hasBody && (body == null || !body.isFinished());
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (body == null) {
            body = new Counting(super.getInputStream(), maxBytes);
        }
        return body;
    }

    @Override
    public BufferedReader getReader() throws IOException {
        String encoding = getCharacterEncoding();
        Charset charset = encoding == null ? StandardCharsets.UTF_8 : Charset.forName(encoding);
        return new BufferedReader(new InputStreamReader(getInputStream(), charset));
    }

    private static final class Counting extends ServletInputStream {
        private final ServletInputStream in;
        private final long maxBytes;
        private long seen;

        Counting(ServletInputStream in, long maxBytes) {
            this.in = in;
            this.maxBytes = maxBytes;
        }

        private int count(int bytes) {
            seen += Math.max(bytes, 0);
            if (seen > maxBytes) {
                throw tooLarge(maxBytes);
            }
            return bytes;
        }

        @Override
        public int read() throws IOException {
            int value = in.read();
            count(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return count(in.read(buffer, offset, length));
        }

        @Override
        public boolean isFinished() {
            return in.isFinished();
        }

        @Override
        public boolean isReady() {
            return in.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            in.setReadListener(listener);
        }
    }
}
