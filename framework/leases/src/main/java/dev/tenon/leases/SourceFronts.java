// SPDX-License-Identifier: Apache-2.0
package dev.tenon.leases;

import dev.tenon.api.lifecycle.PluginWithdrawnException;
import dev.tenon.api.source.ModelSource;
import dev.tenon.api.source.ModelSource.Content;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;

/** Fronts of model sources. A stream holds its lease until it has been read or closed. */
final class SourceFronts implements FrontFactory<ModelSource> {
    @Override
    public Class<ModelSource> type() {
        return ModelSource.class;
    }

    @Override
    public ModelSource front(Calls<ModelSource> calls) {
        return new SourceFront(calls);
    }

    private static IOException gone(PluginWithdrawnException gone) {
        return new IOException(gone.getMessage(), gone);
    }

    private static final class SourceFront implements ModelSource {
        private final Calls<ModelSource> calls;

        private SourceFront(Calls<ModelSource> calls) {
            this.calls = calls;
        }

        @Override
        public boolean serves(URI address) {
            return calls.call(source -> source.serves(address));
        }

        @Override
        public Content open(URI address, long offsetBytes) throws IOException {
            Lease<Content> lease = calls.lend(
                    "a stream",
                    IOException.class,
                    SourceFronts::gone,
                    source -> source.open(address, offsetBytes),
                    Content::close,
                    null);
            return lease.use(
                    IOException.class,
                    SourceFronts::gone,
                    content -> new Content(new LeasedStream(lease), content.offsetBytes(), content.totalBytes()));
        }

        @Override
        public String toString() {
            return "front of a model source of " + calls.plugin();
        }
    }

    /** A plugin's stream. Thread-safe as far as the plugin's own is. */
    private static final class LeasedStream extends InputStream {
        private final Lease<Content> lease;

        private LeasedStream(Lease<Content> lease) {
            this.lease = lease;
            Lease.whenLost(this, lease::abandon);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            int count = read(one, 0, 1);
            return count < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            return lease.use(IOException.class, SourceFronts::gone, content -> content.stream()
                    .read(into, offset, length));
        }

        @Override
        public int available() throws IOException {
            return lease.use(IOException.class, SourceFronts::gone, content -> content.stream()
                    .available());
        }

        @Override
        public void close() {
            lease.stop();
        }
    }
}
