// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import dev.tenon.api.backend.BackendException;
import dev.tenon.api.platform.Inference;
import dev.tenon.api.source.ModelSource;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;

/** The source of a generated plugin: some bytes, at once or drop by drop. */
public final class DripSource implements ModelSource {
    static final URI QUICK = URI.create("bench:quick");
    static final URI SLOW = URI.create("bench:slow");
    static final byte DROP = 7;

    private final ModelWork work;

    /**
     * Starts.
     *
     * @param inference runs the model
     */
    public DripSource(Inference inference) {
        work = new ModelWork(inference);
    }

    /** Ends it, and with it what is being read. */
    public void stop() {
        work.stop();
    }

    @Override
    public boolean serves(URI address) {
        return "bench".equals(address.getScheme());
    }

    @Override
    public Content open(URI address, long offsetBytes) throws IOException {
        try {
            work.run();
        } catch (BackendException e) {
            throw new IOException("no inference: " + e.getMessage(), e);
        }
        return new Content(new Drip(work, address.equals(SLOW)), 0, ModelWork.SLOW_STEPS);
    }

    /** As many bytes as there are steps. */
    private static final class Drip extends InputStream {
        private final ModelWork work;
        private final boolean slow;
        private int step;

        Drip(ModelWork work, boolean slow) {
            this.work = work;
            this.slow = slow;
        }

        @Override
        public int read() {
            if (step == ModelWork.SLOW_STEPS) {
                return -1;
            }
            if (slow) {
                work.step();
            }
            step++;
            return DROP;
        }
    }
}
