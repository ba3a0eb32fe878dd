// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import dev.tenon.api.backend.BackendException;
import dev.tenon.api.platform.Inference;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The servlet of a generated plugin: an inference, or events until it is stopped. */
public final class LabourServlet extends HttpServlet {
    static final String PATTERN = "/bench-labour/*";
    static final String QUICK = "/bench-labour/quick";
    static final String EVENTS = "/bench-labour/events";
    static final String EVENT = "data: at work";

    private static final long serialVersionUID = 1L;
    private static final int MOST_EVENTS = 500;

    private final transient ModelWork work;

    /**
     * Starts.
     *
     * @param inference runs the model
     */
    public LabourServlet(Inference inference) {
        work = new ModelWork(inference);
    }

    /** Ends it. */
    public void stop() {
        work.stop();
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getRequestURI().equals(EVENTS)) {
            tell(response);
            return;
        }
        try {
            work.run();
        } catch (BackendException e) {
            throw new IOException("no inference: " + e.getMessage(), e);
        }
        response.setContentType("text/plain");
        response.getWriter().write(LabourSkill.DONE);
    }

    /** Whoever reads along comes again when this ends. */
    private void tell(HttpServletResponse response) throws IOException {
        response.setContentType("text/event-stream");
        for (int i = 0; i < MOST_EVENTS && !work.isStopped(); i++) {
            response.getWriter().write(EVENT + "\n\n");
            response.flushBuffer();
            work.pause();
        }
    }
}
