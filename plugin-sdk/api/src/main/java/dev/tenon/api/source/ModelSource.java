// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.source;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import org.osgi.annotation.versioning.ConsumerType;

/** A place that models can be fetched from. Thread-safe. */
@ConsumerType
public interface ModelSource {
    /**
     * Says whether this source serves an address.
     *
     * @param address absolute
     * @return true if {@link #open} may be tried
     */
    boolean serves(URI address);

    /**
     * Opens a file from a byte on, so that an interrupted download goes on where it stopped.
     *
     * @param address one that {@link #serves}
     * @param offsetBytes first byte wanted, at least 0
     * @return the content; the caller closes it
     * @throws IOException if the file is not there or cannot be read
     */
    Content open(URI address, long offsetBytes) throws IOException;

    /**
     * An opened file.
     *
     * @param stream the bytes from {@code offsetBytes} on
     * @param offsetBytes first byte of the stream: as asked, or 0 if the source cannot skip
     * @param totalBytes size of the whole file, or -1 if the source does not say
     */
    record Content(InputStream stream, long offsetBytes, long totalBytes) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            stream.close();
        }
    }
}
